package sandbox

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// addLimitFlags adds what bounds the users of a cloud that is served.
func addLimitFlags(cmd *cobra.Command) {
	cmd.Flags().Bool("rate-limits", false, "enforce the rate limits that novactl limits shows")
	cmd.Flags().String("quota", "", "how much a tenant may have, as `NAME=N,...` of "+strings.Join(cloud.QuotaNames(), ", "))
}

// limit reads those flags into the options of a cloud.
func limit(cmd *cobra.Command, o *cloud.Options) error {
	o.RateLimits, _ = cmd.Flags().GetBool("rate-limits")
	text, _ := cmd.Flags().GetString("quota")
	var err error
	if o.Quota, err = cloud.ParseQuota(text); err != nil {
		return fail.Usagef("--%v", err)
	}
	return nil
}
