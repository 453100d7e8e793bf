package image

import (
	"bufio"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"sync/atomic"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// source is where the data of an image comes from.
type source struct {
	in    *bufio.Reader
	file  *os.File // nil: stdin
	size  int64    // bytes; -1: not known
	hash  hash.Hash
	also  io.Writer // is told of what is read
	read  int64
	ended atomic.Bool // all was read: nothing reads any more
}

// openSource opens a file, or stdin where its name is -.
func openSource(s *output.Streams, name string) (*source, error) {
	from := &source{size: -1, hash: sha512.New(), also: io.Discard}
	if name == "-" {
		if s.InTTY {
			return nil, fail.Usagef("--file -: stdin is a terminal: name a file, or send the data by a pipe")
		}
		from.in = bufio.NewReaderSize(s.In, headSize)
		return from, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fail.Usagef("--file: %v", err)
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, errors.Join(err, file.Close())
	case info.IsDir():
		_ = file.Close()
		return nil, fail.Usagef("--file %s: it is a folder", name)
	case info.Mode().IsRegular():
		from.size = info.Size()
	}
	from.file, from.in = file, bufio.NewReaderSize(file, headSize)
	return from, nil
}

// format is the disk format that the beginning of the data shows. What is packed is an error: a cloud would boot it as it is.
func (f *source) format() (string, error) {
	head, err := f.in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if packer := formatOf(head, packers); packer != "" {
		return "", &fail.UsageError{
			Message: "the data is packed by " + packer + ", which clouds don't unpack",
			Advice:  "unpack it first, or say what it is with --disk-format",
		}
	}
	return formatOf(head, signatures), nil
}

// Read reads on, and makes the hash of what was read.
func (f *source) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	if n > 0 {
		f.hash.Write(p[:n])
		f.read += int64(n)
		_, _ = f.also.Write(p[:n])
	}
	if errors.Is(err, io.EOF) || f.size >= 0 && f.read >= f.size {
		f.ended.Store(true)
	}
	return n, err
}

// sum is the SHA-512 of the data; "" where not all of it was read.
func (f *source) sum() string {
	if f.size != 0 && !f.ended.Load() {
		return ""
	}
	return hex.EncodeToString(f.hash.Sum(nil))
}

func (f *source) close() {
	if f.file != nil {
		_ = f.file.Close()
	}
}
