package sandbox

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	cloud "github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// serveFlags are what the flags are bound to that bound the users of a cloud that is served, set it up and write down what it is asked.
type serveFlags struct {
	rateLimits                 bool
	quota, seed, log, password string
}

func newServeFlags(fs *flagset.Set) *serveFlags {
	f := &serveFlags{}
	fs.Bool(&f.rateLimits, "rate-limits", "", "enforce the rate limits that novactl limits shows")
	quotas := map[string]cobra.CompletionFunc{}
	for _, name := range compute.QuotaNames() {
		quotas[name+"="] = nil
	}
	fs.String(&f.quota, "quota", "how much a tenant may have, as `NAME=N,...` of "+strings.Join(compute.QuotaNames(), ", "), flagset.AfterComma(flagset.CompleteKeys(quotas)))
	addSeedFlag(fs, &f.seed)
	fs.String(&f.password, "password-file", "let the built-in users sign in with the password in this `file` alone, also as API key")
	fs.String(&f.log, "log", "write each request to this `file`, a line of JSON; - is stderr")
	return f
}

// apply sets the limits and the password in the options of a cloud.
func (f *serveFlags) apply(o *cloud.Options) error {
	o.RateLimits = f.rateLimits
	var err error
	if o.Password, err = readPassword(f.password); err != nil {
		return err
	}
	if o.Quota, err = compute.ParseQuota(f.quota); err != nil {
		return fail.Usagef("--%v", err)
	}
	return nil
}
