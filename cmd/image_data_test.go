package cmd

import (
	"context"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

const imageID = "33333333-0000-4000-8000-000000000000"

// dataCloud is a Glance with one image.
type dataCloud struct {
	mu       sync.Mutex
	image    map[string]any
	data     string
	requests []string

	hash     string // of the data, in place of the right one
	refusal  int    // the answer to an upload; 0: it is taken
	message  string // of the refusal
	lost     bool   // the answer to an upload gets lost
	undoable bool   // it can't be deleted
	cut      int    // so many bytes less come of a download
	onUpload func()
	imports  []string // the ways to import
}

func (f *dataCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	header := http.Header{"Content-Type": {"application/json"}, "X-Subject-Token": {"tok"}}
	answer := func(status int, doc any) (*http.Response, error) {
		text := ""
		if doc != nil {
			raw, _ := json.Marshal(doc)
			text = string(raw)
		}
		return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(text)), ContentLength: int64(len(text)), Request: req}, nil
	}
	if req.URL.Host == "keystone.example.com" {
		at := func(kind, address string) any {
			return map[string]any{"type": kind, "endpoints": []any{map[string]any{"interface": "public", "region": "r", "url": address}}}
		}
		return answer(http.StatusCreated, map[string]any{"token": map[string]any{
			"project": map[string]any{"id": "t1", "name": "t1"}, "catalog": []any{at("compute", uuidNova), at("image", "http://glance.example.com")},
		}})
	}
	path := strings.TrimPrefix(req.URL.Path, "/v2/")
	f.requests = append(f.requests, req.Method+" "+path)
	switch below := strings.TrimPrefix(path, "images/"+imageID); {
	case req.Method == http.MethodPost && path == "images":
		f.image = map[string]any{"status": "queued", "size": nil, "os_hash_value": nil, "os_hash_algo": nil}
		_ = json.UnmarshalRead(req.Body, &f.image)
		f.image["id"] = imageID
		return answer(http.StatusCreated, f.image)
	case path == "info/import":
		return answer(http.StatusOK, map[string]any{"import-methods": map[string]any{"value": f.imports}})
	case req.Method == http.MethodPut && below == "/file":
		return f.upload(req, answer)
	case below == "/file":
		header = http.Header{"Content-Type": {"application/octet-stream"}}
		body := io.NopCloser(strings.NewReader(f.data[:len(f.data)-f.cut]))
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: body, ContentLength: int64(len(f.data)), Request: req}, nil
	case req.Method == http.MethodDelete && below == "":
		if f.undoable {
			return answer(http.StatusForbidden, map[string]any{"message": "Image is protected"})
		}
		f.image = nil
		return answer(http.StatusNoContent, nil)
	case below == "/tasks":
		return answer(http.StatusOK, map[string]any{"tasks": []any{map[string]any{"message": "no such host"}}})
	case below == "/import":
		f.image["os_glance_failed_import"] = "local"
		return answer(http.StatusAccepted, nil)
	case req.Method == http.MethodGet && below == "" && f.image != nil:
		return answer(http.StatusOK, f.image)
	}
	return answer(http.StatusNotFound, map[string]any{"message": "no such thing"})
}

func (f *dataCloud) upload(req *http.Request, answer func(int, any) (*http.Response, error)) (*http.Response, error) {
	if f.onUpload != nil {
		f.onUpload()
		<-req.Context().Done()
		return nil, req.Context().Err()
	}
	if f.refusal != 0 {
		return answer(f.refusal, map[string]any{"message": f.message})
	}
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	f.data = string(data)
	sum := sha512.Sum512(data)
	if f.hash == "" {
		f.hash = hex.EncodeToString(sum[:])
	}
	if f.lost && f.data == "lost before" {
		return nil, errors.New("connection reset by peer")
	}
	f.image["status"], f.image["size"], f.image["os_hash_algo"], f.image["os_hash_value"] = "active", len(data), "sha512", f.hash
	if f.lost {
		return nil, io.ErrUnexpectedEOF
	}
	return answer(http.StatusNoContent, nil)
}

func (f *dataCloud) run(ctx context.Context, t *testing.T, stdin string, line ...string) (code int, stdout, stderr string) {
	t.Helper()
	streams, out, errs := output.Buffers(stdin)
	root := tree(&app.App{Streams: streams, Version: "test", Network: f, Environ: []string{
		"HOME=" + t.TempDir(), "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
	}})
	root.SetArgs(line)
	err := root.ExecuteContext(ctx)
	return fail.Report(streams, err, func(_ error, hint string) string { return hint }), out.String(), errs.String()
}

// An image of a file is what was sent, or there is none; or it is said how to get rid of what is left.
func TestImageOfAFile(t *testing.T) {
	t.Parallel()
	const deleted, sent = "DELETE images/" + imageID, "PUT images/" + imageID + "/file"
	for name, test := range map[string]struct {
		cloud  func(*dataCloud)
		data   string
		flags  string
		code   int
		stderr string
		left   bool // an image
	}{
		"taken":                   {data: "disk", left: true},
		"empty":                   {data: "", left: true},
		"packed":                  {data: "\x1f\x8b data", code: 2, stderr: "packed by gzip"},
		"packed, and meant so":    {data: "\x1f\x8b data", flags: "--disk-format raw", left: true},
		"refused as no qcow2":     {cloud: func(f *dataCloud) { f.refusal, f.message = 415, "failed safety checks" }, data: "QFI\xfb", code: 1, stderr: "the cloud doesn't take the data for qcow2"},
		"another hash":            {cloud: func(f *dataCloud) { f.hash = "00" }, data: "disk", code: 1, stderr: "the cloud has other data"},
		"over quota":              {cloud: func(f *dataCloud) { f.refusal, f.message = 413, "quota" }, data: "disk", code: 6, stderr: "nothing is left"},
		"the answer is lost":      {cloud: func(f *dataCloud) { f.lost = true }, data: "disk", left: true},
		"the data is lost":        {cloud: func(f *dataCloud) { f.lost = true }, data: "lost before", code: 8, stderr: "nothing is left"},
		"it can't be deleted":     {cloud: func(f *dataCloud) { f.refusal, f.message, f.undoable = 500, "disk full", true }, data: "disk", code: 8, stderr: "novactl image delete " + imageID, left: true},
		"no place for a property": {data: "disk", flags: "--property size=3", code: 2, stderr: "a member of every image"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, by := range []string{"-", filepath.Join(t.TempDir(), "disk")} {
				f := &dataCloud{}
				if test.cloud != nil {
					test.cloud(f)
				}
				if by != "-" {
					if err := os.WriteFile(by, []byte(test.data), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				line := append([]string{"image", "create", "web", "--file", by, "-o", "id"}, strings.Fields(test.flags)...)
				code, stdout, stderr := f.run(t.Context(), t, test.data, line...)
				if code != test.code || !strings.Contains(stderr, test.stderr) {
					t.Errorf("--file %s: exit code %d, want %d; stderr %q, want %q", by, code, test.code, stderr, test.stderr)
				}
				if left := f.image != nil; left != test.left {
					t.Errorf("--file %s: left: %v; %q", by, left, f.requests)
				}
				if code == 0 && (f.data != test.data || stdout != imageID+"\n") {
					t.Errorf("--file %s: the cloud has %q, stdout %q", by, f.data, stdout)
				}
				if slices.Contains(f.requests, sent) && !test.left && !slices.Contains(f.requests, deleted) {
					t.Errorf("--file %s: %q", by, f.requests)
				}
			}
		})
	}
}

// An interrupt in an upload leaves no image.
func TestImageInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	f := &dataCloud{onUpload: cancel}
	code, stdout, stderr := f.run(ctx, t, "disk", "image", "create", "web", "--file", "-")
	if code != 130 || stdout != "" || f.image != nil || !strings.Contains(stderr, "nothing is left") {
		t.Errorf("exit code %d, stdout %q, stderr %q, image %v", code, stdout, stderr, f.image)
	}
}

// The formats of disks are known by what they begin with.
func TestImageFormats(t *testing.T) {
	t.Parallel()
	for format, data := range map[string]string{
		"qcow2": "QFI\xfb\x00", "raw": "\xeb\x63\x90", "vmdk": "KDMV\x01", "vhd": "conectix", "vhdx": "vhdxfile",
		"vdi": strings.Repeat("<", 0x40) + "\x7f\x10\xda\xbe", "iso": strings.Repeat("\x00", 32769) + "CD001\x01",
	} {
		f := &dataCloud{}
		code, _, stderr := f.run(t.Context(), t, data, "image", "create", "web", "--file", "-")
		if got := f.image["disk_format"]; code != 0 || got != format {
			t.Errorf("%s: %v; exit code %d, %s", format, got, code, stderr)
		}
	}
}

// What the cloud gets by itself is asked of clouds that do so, and a failure is told; it leaves an image that is said to be of no use.
func TestImageOfAURL(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		imports []string
		flags   string
		code    int
		stderr  string
	}{
		"no such method":    {[]string{"glance-direct"}, "--disk-format raw", 2, "gets no images from URLs"},
		"no format":         {[]string{"web-download"}, "", 2, "--disk-format is missing"},
		"it fails":          {[]string{"web-download"}, "--disk-format raw --wait", 7, "no such host; the image has no data: delete it"},
		"nobody waits":      {[]string{"web-download"}, "--disk-format raw", 0, ""},
		"of a file as well": {nil, "--file x", 2, "one of them will do"},
	} {
		f := &dataCloud{imports: test.imports}
		line := append([]string{"image", "create", "web", "--url", "https://example.com/disk"}, strings.Fields(test.flags)...)
		code, _, stderr := f.run(t.Context(), t, "", line...)
		if code != test.code || !strings.Contains(stderr, test.stderr) {
			t.Errorf("%s: exit code %d, want %d: %s", name, code, test.code, stderr)
		}
	}
}

// A saved image is whole and right, or there is no file; one that was there stays.
func TestImageSave(t *testing.T) {
	t.Parallel()
	sum := sha512.Sum512([]byte("disk"))
	right := hex.EncodeToString(sum[:])
	for name, test := range map[string]struct {
		hash   string
		cut    int
		old    string // what is there
		flags  string
		size   any
		code   int
		stderr string
		want   string
	}{
		"right":             {hash: right, want: "disk"},
		"without a hash":    {want: "disk"},
		"another hash":      {hash: "00", code: 1, stderr: "the data isn't what the cloud has"},
		"cut off":           {hash: right, cut: 1, code: 8, stderr: "cut off after 3 bytes"},
		"there already":     {hash: right, old: "mine", code: 2, stderr: "--force", want: "mine"},
		"overwritten":       {hash: right, old: "mine", flags: "--force", want: "disk"},
		"wrong, with force": {hash: "00", old: "mine", flags: "--force", code: 1, stderr: "isn't what", want: "mine"},
		"no data":           {size: "none", code: 5, stderr: "the image has no data: it is queued"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			file := filepath.Join(folder, "disk")
			if test.old != "" {
				if err := os.WriteFile(file, []byte(test.old), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			f := &dataCloud{data: "disk", cut: test.cut, image: map[string]any{
				"id": imageID, "name": "web", "status": "active", "size": 4, "os_hash_algo": "sha512", "os_hash_value": test.hash,
			}}
			if test.size != nil {
				f.image["size"], f.image["status"] = nil, "queued"
			}
			code, stdout, stderr := f.run(t.Context(), t, "", append([]string{"image", "save", imageID, "--file", file}, strings.Fields(test.flags)...)...)
			if code != test.code || stdout != "" || !strings.Contains(stderr, test.stderr) {
				t.Errorf("exit code %d, want %d; stdout %q, stderr %q", code, test.code, stdout, stderr)
			}
			data, _ := os.ReadFile(file)
			var left []string
			entries, _ := os.ReadDir(folder)
			for _, e := range entries {
				left = append(left, e.Name())
			}
			var want []string
			if test.want != "" {
				want = []string{"disk"}
			}
			if diff := cmp.Diff(want, left); diff != "" || string(data) != test.want {
				t.Errorf("the file has %q, want %q; files: %s", data, test.want, diff)
			}
		})
	}
}
