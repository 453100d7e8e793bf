package sandbox

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// element is what JUnit's reports may have in an element, as the schema of Jenkins' xunit plugin (junit-10.xsd) has it.
type element struct{ needs, may, children []string }

var junitFormat = map[string]element{
	"testsuites": {may: []string{"name", "time", "tests", "failures", "errors"}, children: []string{"testsuite"}},
	"testsuite": {
		needs:    []string{"name", "tests", "failures", "errors"},
		may:      []string{"time", "skipped", "timestamp", "hostname", "id", "package"},
		children: []string{"testcase", "properties", "system-out", "system-err"},
	},
	"testcase": {needs: []string{"name"}, may: []string{"classname", "time"}, children: []string{"failure", "error", "skipped", "system-out", "system-err"}},
	"failure":  {may: []string{"type", "message"}},
	"error":    {may: []string{"type", "message"}},
}

// checkJUnit holds a document to junitFormat, and returns how often each element is there.
func checkJUnit(t *testing.T, doc []byte) map[string]int {
	t.Helper()
	counts := map[string]int{}
	dec := xml.NewDecoder(bytes.NewReader(doc))
	var open []string
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatalf("the report is no XML: %v\n%s", err, doc)
		}
		switch e := token.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.StartElement:
			name := e.Name.Local
			counts[name]++
			if len(open) > 0 && !slices.Contains(junitFormat[open[len(open)-1]].children, name) || len(open) == 0 && name != "testsuites" {
				t.Errorf("%s is in %v", name, open)
			}
			open = append(open, name)
			checkAttributes(t, e)
		}
	}
}

func checkAttributes(t *testing.T, e xml.StartElement) {
	t.Helper()
	format, has := junitFormat[e.Name.Local], map[string]string{}
	for _, a := range e.Attr {
		has[a.Name.Local] = a.Value
		if !slices.Contains(append(format.needs, format.may...), a.Name.Local) {
			t.Errorf("%s has no attribute %s", e.Name.Local, a.Name.Local)
		}
	}
	for _, name := range format.needs {
		if has[name] == "" {
			t.Errorf("%s lacks its %s", e.Name.Local, name)
		}
	}
	for name := range maps.Keys(has) {
		var err error
		switch name {
		case "tests", "failures", "errors", "skipped":
			_, err = strconv.ParseUint(has[name], 10, 32)
		case "time":
			_, err = strconv.ParseFloat(has[name], 64)
		case "timestamp":
			_, err = time.Parse("2006-01-02T15:04:05", has[name])
		}
		if err != nil {
			t.Errorf("%s: %s=%q: %v", e.Name.Local, name, has[name], err)
		}
	}
}

func TestJUnitReport(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ended error
		want  map[string]int
	}{
		{nil, map[string]int{}},
		{&fail.ExitError{Code: 3}, map[string]int{"failure": 1}},
		{errors.Join(&fail.ExitError{Code: 137}), map[string]int{"failure": 1}},
		{fail.Op("run", "x", errors.New("no such \x01 <command>\xff")), map[string]int{"error": 1}},
	} {
		path := filepath.Join(t.TempDir(), "report.xml")
		now := time.Unix(1700000000, 0)
		var notices strings.Builder
		a := &app.App{Streams: &output.Streams{Err: &notices, Now: func() time.Time { return now }}}
		report, err := openJUnit(a, path, []string{"./test.sh", "a\x00<b>\"", "]]>"})
		if err != nil {
			t.Fatal(err)
		}
		now = now.Add(1234 * time.Millisecond)
		report.close(a, c.ended)
		doc, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c.want["testsuites"], c.want["testsuite"], c.want["testcase"] = 1, 1, 1
		if diff := cmp.Diff(c.want, checkJUnit(t, doc)); diff != "" {
			t.Error(diff)
		}
		if !strings.Contains(string(doc), `time="1.234"`) || notices.Len() > 0 {
			t.Errorf("%s\n%s", doc, &notices)
		}
	}
}
