package pages

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd"
)

// addCompletions adds a script for each shell, named as the shells look for it.
func addCompletions(files map[string][]byte, root *cobra.Command) error {
	for name, script := range map[string]func(io.Writer) error{
		"novactl.bash": func(w io.Writer) error { _, err := io.WriteString(w, cmd.BashCompletion()); return err },
		"_novactl":     root.GenZshCompletion,
		"novactl.fish": func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"novactl.ps1":  root.GenPowerShellCompletionWithDesc,
	} {
		var b bytes.Buffer
		if err := script(&b); err != nil {
			return err
		}
		files["completions/"+name] = b.Bytes()
	}
	return nil
}
