package cmd

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/pattern"
)

// notANumber is how the flags' parser says so.
var notANumber = pattern.Lazy(`strconv\.\w+: parsing ".*": .*$`)

// flagError makes a complaint about a flag a usage error that says what was likely wanted, or names the command's help. Where the
// command itself isn't one, that is the mistake to tell: boot --flavor 2.
func flagError(cmd *cobra.Command, err error) error {
	if words := cmd.Flags().Args(); cmd.HasSubCommands() && len(words) > 0 {
		return verb.RunGroup(cmd, words)
	}
	message := notANumber().ReplaceAllString(err.Error(), "it must be a whole number")
	hint := "see " + cmd.CommandPath() + " --help"
	if likely := likelyFlag(cmd, err); likely != "" {
		hint = "did you mean " + likely + "? (" + hint + ")"
	}
	if missing := (*pflag.NotExistError)(nil); errors.As(err, &missing) && ownFlag(cmd, missing) == "" {
		if advice := flagAdvice(cmd, missing); advice != "" {
			hint = advice
		}
	}
	return &fail.UsageError{Message: message, Advice: hint}
}

// likelyFlag is what a flag that cmd doesn't have was likely to be, or "".
func likelyFlag(cmd *cobra.Command, err error) string {
	if strings.HasPrefix(err.Error(), `invalid argument "value" for "-o`) { // openstack's
		return "-o plain --no-headers, or -o id"
	}
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) {
		return ""
	}
	if ours := ownFlag(cmd, missing); ours != "" {
		return ours
	}
	if missing.GetSpecifiedShortnames() != "" {
		return ""
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if nearest := config.Nearest(missing.GetSpecifiedName(), known); nearest != "" {
		return "--" + nearest
	}
	return ""
}
