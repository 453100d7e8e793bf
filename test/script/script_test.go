// Package script runs novactl as users do: each script is a session in a shell, with stdout, stderr and exit codes.
package script

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) {
	// Under a name that isn't here the binary would run the tests again, and they it.
	testscript.Main(m, map[string]func(){"novactl": novactl.Run, "nova": novactl.Run})
}

// TestScripts runs every .txtar of this folder twice: with a client that speaks JSON, and with one that speaks XML (guide 1.4).
// What the scripts can use beside testscript's own commands is in commands_test.go.
func TestScripts(t *testing.T) {
	t.Parallel()
	for _, wire := range []string{"json", "xml"} {
		t.Run(wire, func(t *testing.T) {
			t.Parallel()
			testscript.Run(t, testscript.Params{
				Dir:                 ".",
				RequireExplicitExec: true,
				RequireUniqueNames:  true,
				Setup: func(env *testscript.Env) error {
					env.Setenv("NOVACTL_WIRE", wire)
					return setup(env)
				},
				Condition: func(cond string) (bool, error) { return cond == wire, nil },
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"exits":     exits,
					"json":      jsonIs,
					"serve":     serve,
					"identity3": identity3,
					"fits":      fits,
					"crash":     crash,
					"xmlhas":    xmlHas,
				},
			})
		})
	}
}
