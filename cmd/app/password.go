package app

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
)

// AddPasswordFlags adds --NAME-file and --NAME-stdin: a password is never an argument, since the process list is public.
func AddPasswordFlags(cmd *cobra.Command, name, what string) {
	cmd.Flags().String(name+"-file", "", "read "+what+" from this `file`")
	cmd.Flags().Bool(name+"-stdin", false, "read "+what+" from standard input")
}

// Password reads what the flags of AddPasswordFlags ask for, without its line end; "" where they ask for nothing.
func (a *App) Password(cmd *cobra.Command, name string) (string, error) {
	file, _ := cmd.Flags().GetString(name + "-file")
	stdin, _ := cmd.Flags().GetBool(name + "-stdin")
	var text string
	switch {
	case file != "" && stdin:
		return "", fail.Usagef("--%s-file and --%s-stdin: one will do", name, name)
	case file != "":
		data, err := os.ReadFile(file)
		if err != nil {
			return "", fail.Usagef("--%s-file: %v", name, err)
		}
		text = string(data)
	case stdin && a.cfg.UsesStdin():
		return "", fail.Usagef("--%s-stdin: standard input is read for the credentials already", name)
	case stdin:
		line, err := bufio.NewReader(a.Streams.In).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fail.Usagef("--%s-stdin: %v", name, err)
		}
		text = line
	default:
		return "", nil
	}
	text = strings.TrimRight(text, "\r\n")
	if text == "" {
		return "", fail.Usagef("--%s: the password is empty", name)
	}
	return text, nil
}
