package sandbox

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
)

// junitReport is the file of --junit: what became of the command as one test case, in the XML that CI servers read.
type junitReport struct {
	file  *os.File
	name  string // of the test case: the command line
	begun time.Time
}

// openJUnit makes the file, before the command runs: a path that nothing can be written to is known then. Without a path it returns nil.
func openJUnit(a *app.App, path string, args []string) (*junitReport, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, fail.Usagef("--junit: %v", err)
	}
	return &junitReport{file: file, name: strings.Join(args, " "), begun: a.Streams.Now()}, nil
}

// close writes how the command ended. The exit code stays that of the command, whatever becomes of the report.
func (r *junitReport) close(a *app.App, ended error) {
	if r == nil {
		return
	}
	err := r.write(a.Streams.Now().Sub(r.begun), ended)
	if err = errors.Join(err, r.file.Close()); err != nil {
		a.Streams.Notice("the report %s is not complete: %v", r.file.Name(), err)
	}
}

// write writes the report: a command that failed is a failure, one that never ran an error.
func (r *junitReport) write(took time.Duration, ended error) error {
	failures, errs, inner := 0, 0, ""
	var exit *fail.ExitError
	switch {
	case errors.As(ended, &exit) && exit.Code != 0:
		failures, inner = 1, r.outcome("failure", fmt.Sprintf("exit code %d", exit.Code))
	case exit == nil && ended != nil:
		errs, inner = 1, r.outcome("error", ended.Error())
	}
	counts := fmt.Sprintf(`tests="1" failures="%d" errors="%d" time="%.3f"`, failures, errs, took.Seconds())
	_, err := fmt.Fprintf(r.file, `<?xml version="1.0" encoding="UTF-8"?>
<testsuites %s>
  <testsuite name="novactl sandbox run" %s skipped="0" timestamp="%s">
    <testcase classname="novactl sandbox run" name="%s" time="%.3f">%s</testcase>
  </testsuite>
</testsuites>
`, counts, counts, r.begun.UTC().Format("2006-01-02T15:04:05"), inXML(r.name), took.Seconds(), inner)
	return err
}

// outcome is the element that says why the test case didn't pass. GitLab shows its text, Jenkins its message too.
func (r *junitReport) outcome(element, why string) string {
	return fmt.Sprintf(`<%s type="%[1]s" message="%s">%s: %[2]s</%[1]s>`, element, inXML(why), inXML(r.name))
}

// inXML is text as XML has it. What no XML can hold is replaced.
func inXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(io.Writer(&b), []byte(s)) // a Builder fails never
	return b.String()
}
