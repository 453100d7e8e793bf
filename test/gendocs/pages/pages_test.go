package pages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// sample is a command whose texts hold what Markdown and roff would take as theirs.
func sample() *cobra.Command {
	root := &cobra.Command{Use: "novactl", Short: "The program"}
	noun := &cobra.Command{Use: "server", Short: "Servers"}
	verb := &cobra.Command{
		Use:     "show SERVER",
		Short:   "Show <one> server",
		Long:    ".SH is no macro here, and *this* no emphasis.\n\n  novactl server show 'a-b' | jq '.[] | *'\n\nIt's the end \\o/",
		Example: "  novactl server show web-1",
		Aliases: []string{"get"},
		Run:     func(*cobra.Command, []string) {},
	}
	verb.Flags().StringP("for", "f", "", "wait for this `status`")
	verb.Flags().Int("count", 3, "how many")
	verb.Flags().Bool("secret", false, "not shown")
	_ = verb.Flags().MarkHidden("secret")
	root.AddCommand(noun)
	noun.AddCommand(verb, &cobra.Command{Use: "hidden", Hidden: true, Run: verb.Run})
	return root
}

func find(t *testing.T, path ...string) *cobra.Command {
	t.Helper()
	c, _, err := sample().Find(path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	want := strings.ReplaceAll(`# novactl server

Servers.

- [~show~](#novactl-server-show): Show &lt;one> server

Every command takes the [settings](settings.md) as flags too, and ends with an [exit code](exit-codes.md).

## novactl server show

.SH is no macro here, and \*this\* no emphasis.

    novactl server show 'a-b' | jq '.[] | *'

It's the end \o/

    novactl server show SERVER [flags]

Also: ~get~

- ~--count INT~: how many (default 3)
- ~-f, --for STATUS~: wait for this status

~~~sh
novactl server show web-1
~~~

`, "~", "`")
	if diff := cmp.Diff(want, nounPage(find(t, "server"))); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}

func TestManPage(t *testing.T) {
	t.Parallel()
	want := `.\" Written by go generate ./...
.TH "NOVACTL-SERVER-SHOW" 1 "" "novactl" "novactl"
.SH NAME
novactl\-server\-show \- Show <one> server
.SH SYNOPSIS
.B novactl server show SERVER [flags]
.SH DESCRIPTION
\&.SH is no macro here, and *this* no emphasis.
.PP
.nf
  novactl server show \(aqa\-b\(aq | jq \(aq.[] | *\(aq
.fi
.PP
It\(aqs the end \eo/
.SH OPTIONS
.TP
.B \-\-count INT
how many (default 3)
.TP
.B \-f, \-\-for STATUS
wait for this status
.SH EXAMPLES
.nf
novactl server show web\-1
.fi
.SH SEE ALSO
\fBnovactl\fR(1),
\fBnovactl\-server\fR(1)
`
	if diff := cmp.Diff(want, manPage(find(t, "server", "show"))); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}
