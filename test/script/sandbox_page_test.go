package script

import (
	"os/exec"
	"regexp"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestSandboxPageJob runs the example of docs/sandbox.md for CI to the letter: the user's script, its test, and that the job runs it.
func TestSandboxPageJob(t *testing.T) {
	t.Parallel()
	need(t, "jq")
	const page, heading = "docs/sandbox.md", "In CI"
	var job struct {
		Jobs map[string]struct {
			Steps []struct {
				Run string `yaml:"run"`
			} `yaml:"steps"`
		} `yaml:"jobs"`
	}
	if err := yaml.Unmarshal([]byte(blockOf(t, page, heading, "yaml")), &job); err != nil {
		t.Fatal(err)
	}
	run := ""
	for _, step := range job.Jobs["sandbox"].Steps {
		if regexp.MustCompile(`deploy-test`).MatchString(step.Run) {
			run = step.Run
		}
	}
	script := "cat >deploy.sh <<'END OF SH'\n" + blockOf(t, page, heading, "sh") + "END OF SH\nchmod +x deploy.sh\n" +
		"cat >deploy-test.sh <<'END OF BASH'\n" + blockOf(t, page, heading, "bash") + "END OF BASH\n" + run + "\n"
	if got := regexp.MustCompile(`(?m)^true$`).FindAllString(runBash(t, script), -1); len(got) != 2 {
		t.Errorf("%d of the job's assertions on the log passed, want 2", len(got))
	}

	// A job that can't fail is worth nothing: with a script that makes two servers it does.
	broken := regexp.MustCompile(`web-2 web-3`).ReplaceAllString(script, "web-2")
	runBash(t, "set +e\n("+broken+")\ntest $? = 1")
}

// TestSandboxPageControls runs the requests by which docs/sandbox.md steers a cloud over HTTP.
func TestSandboxPageControls(t *testing.T) {
	t.Parallel()
	need(t, "curl")
	out := runBash(t, "cat >controls.sh <<'END OF SH'\nset -eu\n"+blockOf(t, "docs/sandbox.md", "The controls over HTTP", "sh")+
		"novactl sandbox fault list --jq length\nEND OF SH\nnovactl sandbox run -- bash controls.sh")
	if !regexp.MustCompile(`^\{"now":".*Z"\}\s*\{"fault":\{"id":"1","on":"server.delete",.*\}\}\s*0\n$`).MatchString(out) {
		t.Errorf("%s", out)
	}
}

// need skips a test of a page's example where this machine lacks a program that the page asks for.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("the example needs %s, which isn't here", program)
	}
}
