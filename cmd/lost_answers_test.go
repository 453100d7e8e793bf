package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// lostRounds has how often each POST of TestLostAnswers loses its answer, at least: 10000, for what takes minutes.
const lostRounds = "LOST_ANSWERS"

const (
	lostServer  = "11111111-1111-4111-8111-111111111111"
	lostImage   = "22222222-2222-4222-8222-222222222222"
	lostPass    = "TOLD-ONLY-ONCE"
	lostPrivate = "-----BEGIN RSA PRIVATE KEY-----"
)

// posts are the commands that send a POST which makes or changes something, and the whole answer to it. Member is what the answer must hold
// to be one; "": it needs nothing.
var posts = []struct {
	line   string
	status int
	body   string
	member string
	secret string // of the answer, told only once
}{
	{"server create n --image " + lostImage + " --flavor 2", 202, `{"server":{"id":"ID","links":[],"adminPass":"` + lostPass + `","x":"y"}}`, "id", lostPass},
	{"server create n --image " + lostImage + " --flavor 2 --wait --count 2", 202, `{"server":{"id":"ID","adminPass":"` + lostPass + `"}}`, "id", lostPass},
	{"server rebuild SERVER --image " + lostImage + " --yes", 202, `{"server":{"id":"ID","adminPass":"` + lostPass + `","x":"y"}}`, "id", lostPass},
	{"server rescue SERVER --wait", 200, `{"adminPass":"` + lostPass + `","x":"y"}`, "", lostPass},
	{"server reboot SERVER", 202, "", "", ""},
	{"server password SERVER --generate", 202, "", "", ""},
	{"server resize SERVER --flavor 2", 202, "", "", ""},
	{"server confirm-resize SERVER --wait", 204, "", "", ""},
	{"server revert-resize SERVER", 202, "", "", ""},
	{"server unrescue SERVER", 202, "", "", ""},
	{"server start SERVER --wait", 202, "", "", ""},
	{"server stop SERVER", 202, "", "", ""},
	{"server pause SERVER", 202, "", "", ""},
	{"server unpause SERVER", 202, "", "", ""},
	{"server suspend SERVER", 202, "", "", ""},
	{"server resume SERVER", 202, "", "", ""},
	{"server lock SERVER", 202, "", "", ""},
	{"server unlock SERVER", 202, "", "", ""},
	{"server shelve SERVER", 202, "", "", ""},
	{"server unshelve SERVER", 202, "", "", ""},
	{"server add-security-group SERVER g", 202, "", "", ""},
	{"server remove-security-group SERVER g", 202, "", "", ""},
	{"server group create g", 200, `{"server_group":{"id":"ID","name":"g","policies":["anti-affinity"]}}`, "id", ""},
	{"server console-url SERVER", 200, `{"console":{"type":"novnc","url":"http://h/?t=1"}}`, "url", ""},
	{"keypair create k", 200, `{"keypair":{"private_key":"` + lostPrivate + `\n","name":"k"}}`, "name", lostPrivate},
	{"image create SERVER i", 202, `{"image_id":"ID"}`, "image_id", ""},
	{"volume attach SERVER v --wait", 200, `{"volumeAttachment":{"id":"v","device":null}}`, "id", ""},
	{"metadata set server SERVER a=b c=d", 200, `{"metadata":{"a":"b","c":"d"}}`, "", ""},
	{"api POST /servers/ID/action -d {}", 202, "", "", ""},
}

// loss is one way to lose an answer.
type loss struct {
	name   string
	status int
	header http.Header
	body   string
	err    error // in place of an answer
	cut    int   // bytes of the body that come; -1: all
}

// losses are the ways to lose an answer of these.
func losses(status int, body, member string) []loss {
	jsonType, html := http.Header{"Content-Type": {"application/json"}}, http.Header{"Content-Type": {"text/html"}}
	all := []loss{
		{name: "closed", err: io.EOF}, {name: "reset", err: syscall.ECONNRESET}, {name: "cut in the headers", err: io.ErrUnexpectedEOF},
		{name: "no HTTP", err: errors.New(`malformed HTTP response "SSH-2.0"`)}, {name: "a page for a 200", status: 200, header: html, body: "<html>sign in</html>", cut: -1},
		{name: "303", status: 303, header: http.Header{"Location": {"/elsewhere"}}, cut: -1},
	}
	for _, s := range []int{408, 500, 502, 503, 504, 507, 520, 599} {
		for _, l := range []loss{
			{name: "nothing", status: s}, {name: "a page", status: s, header: html, body: "<html><h1>Gateway</h1></html>"},
			{name: "a fault", status: s, header: jsonType, body: `{"computeFault":{"code":500,"message":"Unexpected API Error."}}`},
			{name: "the answer itself", status: s, header: jsonType, body: body},
			{name: "with a time of 0", status: s, header: http.Header{"Retry-After": {"0"}}},
			{name: "with a time", status: s, header: http.Header{"Retry-After": {"1"}}},
		} {
			if s == http.StatusServiceUnavailable && l.name == "with a time" {
				continue // it says that nothing was done
			}
			l.name, l.cut = fmt.Sprintf("%d, %s", s, l.name), -1
			all = append(all, l)
		}
	}
	for n := range len(body) {
		all = append(all, loss{name: fmt.Sprintf("cut after %d bytes", n), status: status, header: jsonType, body: body, cut: n})
	}
	if body == "" {
		return append(all, loss{name: "cut", status: status, header: jsonType, body: "ok", cut: 1})
	}
	garbled := []string{"<html></html>", body[:len(body)/2], `[]`, `"text"`, `{`, "\x00"}
	if member != "" {
		garbled = append(garbled, "", "null", `{}`, `{"flavor":{"id":"x"}}`)
		for _, value := range []string{"null", `""`, "{}", "[]"} {
			garbled = append(garbled, strings.ReplaceAll(body, member+`":"`, member+`":`+value+`,"was":"`))
		}
	}
	for _, text := range garbled {
		all = append(all, loss{name: "garbled: " + text, status: status, header: jsonType, body: text, cut: -1})
	}
	return all
}

// lossyCloud loses the answer to each POST. What is there is found, as it is.
type lossyCloud struct {
	loss  loss
	posts atomic.Int32
}

func (c *lossyCloud) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodPost {
		doc := `{"server":{"id":"` + lostServer + `","name":"web","status":"ACTIVE"},"flavor":{"id":"2"},"flavors":[{"id":"2","name":"f"}],"image":{"id":"i"}}`
		return answer(200, http.Header{"Content-Type": {"application/json"}}, doc, -1), nil
	}
	c.posts.Add(1)
	if c.loss.err != nil {
		return nil, c.loss.err
	}
	return answer(c.loss.status, c.loss.header, c.loss.body, c.loss.cut), nil
}

func answer(status int, header http.Header, body string, cut int) *http.Response {
	var reader io.Reader = strings.NewReader(body)
	if cut >= 0 {
		reader = io.MultiReader(strings.NewReader(body[:cut]), brokenReader{})
	}
	return &http.Response{StatusCode: status, Header: header.Clone(), Body: io.NopCloser(reader), ContentLength: int64(len(body)), ProtoMajor: 1, ProtoMinor: 1}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// A POST whose answer is lost, in any way, was sent once, and may have been carried out: exit code 8, words, a hint and JSON say so, and what is
// told only once is printed where it came whole.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	minRounds, _ := strconv.Atoi(os.Getenv(lostRounds))
	formats := []string{"", " -o json"}
	for _, post := range posts {
		t.Run(post.line, func(t *testing.T) {
			t.Parallel()
			ways, home := losses(post.status, post.body, post.member), t.TempDir()
			n := 0
			for round := 0; n == 0 || n < minRounds; round++ {
				for i, way := range ways {
					if strings.HasPrefix(post.line, "api") && way.status == http.StatusOK {
						continue // it prints whatever comes
					}
					if minRounds == 0 && way.cut%4 > 0 {
						continue // in the long run every byte
					}
					n++
					format := formats[(i+round)%2]
					if wrong := loseAnswer(home, strings.ReplaceAll(post.line, "SERVER", lostServer)+format, way, post.secret); wrong != "" {
						t.Errorf("%s%s: %s", way.name, format, wrong)
					}
				}
			}
			t.Logf("%d answers lost, in %d ways", n, len(ways))
		})
	}
}

// loseAnswer runs a command whose answer is lost, and says what it did wrong.
func loseAnswer(home, line string, way loss, secret string) (wrong string) {
	streams, out, errs := output.Buffers("")
	streams.JSONErrors = strings.HasSuffix(line, " json")
	cloud := &lossyCloud{loss: way}
	root := tree(&app.App{Streams: streams, Network: cloud,
		Environ: []string{"HOME=" + home, "NOVACTL_ENDPOINT=https://compute.example.com/v2/t1", "NOVACTL_TOKEN=t", "NOVACTL_WAIT_TIMEOUT=1ms"}})
	root.SetArgs(strings.Fields(line))
	err := root.ExecuteContext(context.Background())
	code := fail.Report(streams, err, func(_ error, hint string) string { return hint })
	switch n := cloud.posts.Load(); {
	case n != 1:
		return fmt.Sprintf("sent %d times", n)
	case code != 8:
		return fmt.Sprintf("exit code %d: %s", code, errs)
	case !strings.Contains(errs.String(), "may have been carried out"), !strings.Contains(errs.String(), "look before you try again"):
		return "silent: " + errs.String()
	case streams.JSONErrors && !uncertainJSON(errs.String()):
		return "not uncertain in JSON: " + errs.String()
	}
	came := way.body
	if way.cut >= 0 {
		came = came[:way.cut]
	}
	if at := strings.Index(came, secret); secret != "" && at >= 0 && strings.Contains(came[at:], `"`) && !strings.Contains(out.String(), secret) {
		return fmt.Sprintf("the secret is lost: %q %q", out, errs)
	}
	return ""
}

// uncertainJSON reports whether the lines are JSON, and one of them says that something may have been done.
func uncertainJSON(lines string) bool {
	uncertain := false
	for line := range strings.Lines(lines) {
		var doc struct {
			Error struct {
				Uncertain bool `json:"uncertain"`
			} `json:"error"`
		}
		if json.Unmarshal([]byte(line), &doc) != nil {
			return false
		}
		uncertain = uncertain || doc.Error.Uncertain
	}
	return uncertain
}
