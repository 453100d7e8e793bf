package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// maxFile is more than any file of settings or secrets holds; without a limit /dev/zero would fill the memory.
const maxFile = 1 << 20

// readFile reads a whole file. Where there is none, the error is fs.ErrNotExist; any other error is an *Error
// ready to show: a file that can't be read is never taken as absent.
func readFile(path string) ([]byte, fs.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fs.ErrNotExist
		}
		return nil, nil, cannotRead(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, cannotRead(path, err)
	}
	data, err := readLimited(f)
	if err != nil {
		return nil, nil, cannotRead(path, err)
	}
	return data, info, nil
}

func readLimited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("it is longer than %d KiB", maxFile>>10)
	}
	return data, err
}

func cannotRead(path string, err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err // the message names the path already
	}
	return &Error{Message: "can't read " + path, Advice: "It must be a file that you may read, or not be there at all.", Err: err}
}

// trimNewline strips the one newline that editors and echo leave at the end.
func trimNewline(text string) string {
	return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
}
