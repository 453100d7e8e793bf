package sandbox

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// The test binary is also the other processes that its tests need: -sandbox.child makes it create servers in a store file, and
// print the id of each once the cloud has accepted it.
var (
	childPath  = flag.String("sandbox.child", "", "create servers in the store file `path` and exit")
	childCount = flag.Int("sandbox.count", 1, "how many servers the child creates; 0: until it is killed")
	childDeeds = flag.String("sandbox.deeds", "", "change all kinds of things, as the writer of this `name`, until it is killed")
	childLimit = flag.Uint64("sandbox.filelimit", 0, "the child's limit on the size of files, in `bytes`")
)

func TestMain(m *testing.M) {
	flag.Parse()
	if *childDeeds != "" {
		os.Exit(deeds(*childPath, *childDeeds))
	}
	if *childPath != "" {
		os.Exit(child())
	}
	os.Exit(m.Run())
}

// child creates servers and prints what became of each: its id, or the cloud's refusal.
func child() int {
	if *childLimit > 0 {
		if err := limitFiles(*childLimit); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	u, r, err := openChild(*childPath)
	if err != nil || r.status != 200 {
		fmt.Println("sign-in", err, r.status, r.body)
		return 1
	}
	for i := 0; *childCount == 0 || i < *childCount; i++ {
		r := u.compute("POST", "/servers", `{"server":{"name":"child-`+strconv.Itoa(i)+`","imageRef":"`+precise+`","flavorRef":"2"}}`)
		if r.status != 202 {
			fmt.Println(r.status, r.body)
			return 1
		}
		fmt.Println(at[string](u.t, u.json(r), "server", "id"))
	}
	return 0
}

// openChild signs in without failing a test: a child has none.
func openChild(path string) (*cloudUnderTest, reply, error) {
	c, err := Open(Options{Path: path})
	if err != nil {
		return nil, reply{}, err
	}
	u := &cloudUnderTest{Cloud: c, t: childTB{}}
	r := u.send("POST", "/v2.0/tokens", `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`)
	if r.status == 200 {
		u.token = at[string](u.t, u.json(r), "access", "token", "id")
	}
	return u, r, nil
}

// childTB lets the helpers of tests run in a child: a failed check ends it.
type childTB struct{ testing.TB }

func (childTB) Helper() {}

func (childTB) Fatal(a ...any) { fmt.Println(a...); os.Exit(1) }

func (childTB) Fatalf(format string, a ...any) { fmt.Printf(format+"\n", a...); os.Exit(1) }

// startChild starts this binary as a child on a store, and returns it with the lines it prints.
func startChild(t *testing.T, path string, args ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0], append([]string{"-sandbox.child=" + path}, args...)...)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0") // else each child of -race sleeps a second before it ends
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return cmd, bufio.NewScanner(out)
}
