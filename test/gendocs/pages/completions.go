package pages

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd"
)

// addCompletions adds a script for each shell, named as the shells look for it.
func addCompletions(files map[string][]byte, root *cobra.Command) error {
	scripts := cmd.Completions()
	for name, shell := range map[string]string{"novactl.bash": "bash", "_novactl": "zsh", "novactl.fish": "fish"} {
		files["completions/"+name] = []byte(scripts[shell])
	}
	var b bytes.Buffer
	if err := root.GenPowerShellCompletionWithDesc(&b); err != nil {
		return err
	}
	files["completions/novactl.ps1"] = b.Bytes()
	return nil
}
