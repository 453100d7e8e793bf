package image

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/pkg/client/images"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// save is `image save`.
func save(a *app.App) *cobra.Command {
	return resource.Part{
		Of: Finder, Use: "save IMAGE", What: "save the data of", Short: "Write the data of an image to a file",
		Long: `Write the data of an image to a file, or to stdout. The file has its name only when all of it is there and its hash is the one that
the cloud has; one that is there already is overwritten with --force alone.`,
		Example: `  novactl image save debian --file debian.qcow2
  novactl image save debian --file - >debian.qcow2`,
		Fields: []resource.Field{
			{Flag: "file", Usage: "the `file` to write; - is stdout"},
			{Flag: "force", Kind: resource.Yes, Usage: "overwrite a file that is there"},
		},
		Run: runSave,
	}.Command(a)
}

func runSave(r *resource.Run) error {
	name := r.Values.Text("file")
	if name == "" {
		return fail.Usagef("--file is missing: the file to write, or - for stdout")
	}
	to, err := openTarget(r.App.Streams, name, r.Values.Given("force"))
	if err != nil {
		return err
	}
	defer to.discard()
	ctx, glance := r.Cmd.Context(), r.Client.Glance()
	d, err := glance.Data(transport.LookUp(ctx), r.Of.ID)
	if err != nil {
		return err
	}
	if d.Size == nil || d.Hash == "" && d.Status != "active" {
		return &noDataError{d.Status}
	}
	r.App.Final(r.Client)
	m := newMeter(r.App.Streams, d.Name, "downloading", *d.Size)
	defer m.stop()
	sum := newHash(d.Algorithm)
	count := &counter{}
	if err := glance.Download(ctx, d.ID, io.MultiWriter(to, sum, m, count)); err != nil {
		return err
	}
	m.stop()
	if err := checkData(d, sum, count.n); err != nil {
		return err
	}
	if !to.stdout() {
		r.App.Streams.Notice("%s: %s, %s", name, bytes(count.n), checked(d))
	}
	return to.finish()
}

// noDataError says that an image has nothing to save.
type noDataError struct{ status string }

func (e *noDataError) Error() string { return "the image has no data: it is " + e.status }

// Kind is that of what the state of a resource doesn't allow.
func (e *noDataError) Kind() string { return "conflict" }

// counter counts bytes.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// newHash is the hash of an algorithm by Glance's name; of one that isn't known it is SHA-512, which is compared with nothing.
func newHash(algorithm string) hash.Hash {
	switch algorithm {
	case "sha256":
		return sha256.New()
	case "sha384":
		return sha512.New384()
	}
	return sha512.New()
}

func knownHash(algorithm string) bool {
	return algorithm == sha512Name || algorithm == "sha256" || algorithm == "sha384"
}

// checked says by what the data was checked.
func checked(d images.Data) string {
	if d.Hash == "" || !knownHash(d.Algorithm) {
		return "not checked: the cloud has no hash of it that novactl knows"
	}
	return "its " + d.Algorithm + " is right"
}

// checkData complains about data that isn't what the cloud says.
func checkData(d images.Data, sum hash.Hash, n int64) error {
	got := hex.EncodeToString(sum.Sum(nil))
	switch {
	case n != *d.Size:
		return fmt.Errorf("the cloud sent %d bytes of an image of %d", n, *d.Size)
	case d.Hash != "" && knownHash(d.Algorithm) && got != d.Hash:
		return fmt.Errorf("the data isn't what the cloud has: its %s is %s, not %s", d.Algorithm, got, d.Hash)
	}
	return nil
}

// target is where the data goes: a file that gets its name at the end, what is no regular file, or stdout.
type target struct {
	out  io.Writer
	file *os.File // nil: stdout
	temp string   // the file's name until it is whole; "": it has its own already
	name string
}

// openTarget opens it. No file that is there is overwritten without force.
func openTarget(s *output.Streams, name string, force bool) (*target, error) {
	if name == "-" {
		if s.OutTTY {
			return nil, fail.Usagef("--file -: the data of an image is nothing for a terminal: name a file, or send stdout elsewhere")
		}
		return &target{out: stdout{s.Out}}, nil
	}
	if whole, err := filepath.EvalSymlinks(name); err == nil {
		name = whole
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newFile(name)
	case err != nil:
		return nil, fail.Usagef("--file: %v", err)
	case info.IsDir():
		return nil, fail.Usagef("--file %s: it is a folder", name)
	case !force && info.Mode()&(fs.ModeCharDevice|fs.ModeNamedPipe) == 0:
		return nil, &fail.UsageError{Message: "--file " + name + ": it is there already", Advice: "name another file, or overwrite it with --force"}
	case info.Mode().IsRegular():
		return newFile(name)
	}
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return nil, fail.Usagef("--file: %v", err)
	}
	return &target{out: file, file: file, name: name}, nil
}

// newFile makes a file beside the one that it is to become.
func newFile(name string) (*target, error) {
	temp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+rand.Text()[:8]+".part")
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // what the umask allows, as for any download
	if err != nil {
		return nil, fail.Usagef("--file: %v", err)
	}
	return &target{out: file, file: file, temp: temp, name: name}, nil
}

func (t *target) stdout() bool { return t.file == nil }

func (t *target) Write(p []byte) (int, error) { return t.out.Write(p) }

// finish gives a file its name.
func (t *target) finish() error {
	if t.file == nil {
		return nil
	}
	if t.temp == "" {
		return t.file.Close()
	}
	if err := errors.Join(t.file.Sync(), t.file.Close()); err != nil {
		return err
	}
	if err := os.Rename(t.temp, t.name); err != nil {
		return err
	}
	t.temp = ""
	return nil
}

// discard removes a file that isn't finished.
func (t *target) discard() {
	if t.file == nil || t.temp == "" {
		return
	}
	_ = t.file.Close()
	_ = os.Remove(t.temp)
}

// stdout says of a failure what others say of it.
type stdout struct{ to io.Writer }

func (s stdout) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	if err != nil {
		err = &output.WriteError{Err: err}
	}
	return n, err
}
