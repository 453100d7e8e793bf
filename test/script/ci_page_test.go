package script

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestCIPageGitLab runs the template of docs/ci.md, but for the step that installs novactl, and the job that extends it, in one shell as GitLab does.
func TestCIPageGitLab(t *testing.T) {
	t.Parallel()
	var jobs map[string]struct {
		Before []string `yaml:"before_script"`
		Script []string `yaml:"script"`
	}
	if err := yaml.Unmarshal([]byte(blockOf(t, "docs/ci.md", "GitLab CI", "yaml")), &jobs); err != nil {
		t.Fatal(err)
	}
	lines := append(jobs[".sandbox"].Before, jobs["cloud"].Script...)
	if !strings.Contains(lines[0], "go install") {
		t.Fatalf("the template begins with %q", lines[0])
	}
	wantActive(t, endServer+strings.Join(lines[1:], "\n"))
}

// TestCIPageShell runs what docs/ci.md says for other systems.
func TestCIPageShell(t *testing.T) {
	t.Parallel()
	runBash(t, blockOf(t, "docs/ci.md", "Anywhere else", "sh"))
}

// TestCIPageReport runs what docs/ci.md says for a report, and wants one test in it, which passed.
func TestCIPageReport(t *testing.T) {
	t.Parallel()
	out := runBash(t, blockOf(t, "docs/ci.md", "A report that the CI server reads", "sh")+"\ncat report.xml\n")
	if !strings.Contains(out, `tests="1" failures="0"`) || strings.Contains(out, "<failure") {
		t.Errorf("the job printed %q", out)
	}
}

// TestCIPageGitHub runs the job of docs/ci.md as a runner would: the action's script, then each step with the environment and the PATH that it left.
func TestCIPageGitHub(t *testing.T) {
	t.Parallel()
	var job struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string            `yaml:"uses"`
				With map[string]string `yaml:"with"`
				Run  string            `yaml:"run"`
				If   string            `yaml:"if"`
			} `yaml:"steps"`
		} `yaml:"jobs"`
	}
	if err := yaml.Unmarshal([]byte(blockOf(t, "docs/ci.md", "GitHub Actions", "yaml")), &job); err != nil {
		t.Fatal(err)
	}
	const action = "novactl/novactl/.github/actions/sandbox@"
	script := "export RUNNER_TEMP=$HOME GITHUB_ENV=$HOME/env GITHUB_PATH=$HOME/path GITHUB_OUTPUT=$HOME/output\n"
	for _, step := range job.Jobs["cloud"].Steps {
		switch {
		case strings.HasPrefix(step.Uses, action):
			script += ". " + repository + "/.github/actions/sandbox/start " + step.With["arguments"] + " >&2\n" + endServer +
				"set -a; . $HOME/env; set +a\nPATH=$(cat $HOME/path):$PATH\n"
		case step.If == "":
			script += step.Run + "\n"
		}
	}
	if !strings.Contains(script, repository) {
		t.Fatal("the job uses no action of this repository")
	}
	wantActive(t, script+`test -s "$(sed -n s/^log=//p $HOME/output)"`)
}

// endServer ends the server that a script started, as the end of a job does.
const endServer = "trap 'kill $! && wait $!' EXIT\n"

// wantActive runs script, and wants the server that it makes in what it lists.
func wantActive(t *testing.T, script string) {
	t.Helper()
	if out := runBash(t, script); !strings.HasSuffix(out, "\nweb-1\n") {
		t.Errorf("the job printed %q", out)
	}
}
