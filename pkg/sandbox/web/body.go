package web

import (
	"bytes"
	"crypto/md5" //nolint:gosec // G501: what the image service has for a checksum
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// MaxBody is the longest request that Nova takes (osapi_max_request_body_size), in bytes.
const MaxBody = 114688

// Body is a request's document as it came.
type Body struct {
	Format api.Format
	Data   []byte // empty: no body, or one of a type that nobody knows (fact 22)
	Lost   bool   // it is of a type that nobody knows
	File   *File  // what was uploaded; nil: the request is no upload
}

// MaxFile is how much of an upload is kept, in bytes.
const MaxFile = 1 << 20

// File is what was uploaded: how long it is, its checksums, and its bytes where they are few.
type File struct {
	Size        int64
	MD5, SHA512 string
	Data        []byte // nil: they are too many to be kept
}

// ReadFile reads an upload to its end.
func ReadFile(r io.Reader) (*File, error) {
	short, long, data := md5.New(), sha512.New(), &bytes.Buffer{} //nolint:gosec // G401: what the image service has for a checksum
	n, err := io.Copy(io.MultiWriter(short, long), io.TeeReader(io.LimitReader(r, MaxFile), data))
	f := &File{Size: n, Data: data.Bytes()}
	if err == nil && n == MaxFile {
		var more int64
		if more, err = io.Copy(io.MultiWriter(short, long), r); more > 0 {
			f.Size, f.Data = n+more, nil
		}
	}
	if err != nil {
		return nil, fault.ErrMalformedBody
	}
	f.MD5, f.SHA512 = hex.EncodeToString(short.Sum(nil)), hex.EncodeToString(long.Sum(nil))
	return f, nil
}

// readBody reads the request to its end, or refuses it.
func readBody(r *http.Request, upload bool) (Body, error) {
	if upload && r.Body != nil {
		file, err := ReadFile(r.Body)
		return Body{File: file}, err
	}
	if r.Body == nil || r.Body == http.NoBody {
		return Body{}, nil
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, MaxBody))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return Body{}, fault.OverLimit("Request is too large.")
	}
	if err != nil {
		return Body{}, fault.ErrMalformedBody
	}
	format, known := requestFormat(r)
	if !known {
		return Body{Format: format, Lost: len(data) > 0}, nil
	}
	return Body{Format: format, Data: data}, nil
}

// Document is the request's body as a JSON document, whatever the wire's format.
func (b Body) Document() (document.Object, error) {
	if len(b.Data) == 0 {
		return nil, fault.ErrNoBody
	}
	doc, err := api.ToJSON(b.Format, b.Data)
	if err != nil || !utf8.Valid(b.Data) { // api is lenient, for what clouds send; Nova's readers aren't
		return nil, fault.ErrMalformedBody
	}
	o, ok := document.ObjectOf(doc)
	if !ok {
		return nil, fault.ErrMalformedBody
	}
	return o, nil
}
