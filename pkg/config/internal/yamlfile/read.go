package yamlfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// maxFile is more than any file of settings or secrets holds; without a limit /dev/zero would fill the memory.
const maxFile = 1 << 20

// Read reads a whole file of settings. Where there is none, the error is fs.ErrNotExist; any other error is an *Error
// ready to show: a file that can't be read is never taken as absent. What is no file, such as a pipe, is an error too:
// nobody may ever write to it.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() && !isNull(info) {
		return nil, cannotRead(path, errors.New("it is a pipe or a device"))
	}
	return ReadNamed(path)
}

func isNull(info fs.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}

// ReadNamed reads a file that a person named, which may be a pipe, as that of a shell's <(...). A pipe that nobody writes to
// is an error; it is fs.ErrNotExist where there is no file, and else an *Error.
func ReadNamed(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // else opening a pipe would wait for who writes
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, cannotRead(path, err)
	}
	defer f.Close()
	data, err := ReadLimited(f)
	if info, statErr := f.Stat(); err == nil && statErr == nil && len(data) == 0 && info.Mode()&fs.ModeNamedPipe != 0 {
		err = errors.New("it is a pipe, and nobody writes to it")
	}
	if err != nil {
		return nil, cannotRead(path, err)
	}
	return data, nil
}

// ReadLimited reads all that r has. More than a file of settings or secrets can hold is an error.
func ReadLimited(r io.Reader) ([]byte, error) {
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

// TrimNewline strips the one newline that editors and echo leave at the end.
func TrimNewline(text string) string {
	return strings.TrimSuffix(strings.TrimSuffix(text, "\n"), "\r")
}
