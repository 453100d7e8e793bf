package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// listFlags has the tests' own program list what shells are told of flags and arguments: flags have completions only where a shell asks, as it does with a
// first word like this one.
const listFlags = "__flags"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == listFlags {
		printFlags(Root())
		return
	}
	os.Exit(m.Run())
}

// printFlags prints what completes each flag with a value of the commands below c, and the arguments of each, where the flag has no name: nothing, so that
// a shell offers files; "none", so that it offers nothing; or "some".
func printFlags(c *cobra.Command) {
	for _, sub := range c.Commands() {
		printFlags(sub)
	}
	how := func(complete any) string {
		switch f := reflect.ValueOf(complete); {
		case f.IsNil():
			return ""
		case f.Pointer() == reflect.ValueOf(cobra.NoFileCompletions).Pointer():
			return "none"
		}
		return "some"
	}
	if !c.HasSubCommands() {
		fmt.Println(strings.Join([]string{c.CommandPath(), "", c.Use, how(c.ValidArgsFunction)}, "\t"))
	}
	each := func(f *pflag.Flag) {
		if placeholder, _ := pflag.UnquoteUsage(f); placeholder != "" {
			complete, _ := c.GetFlagCompletionFunc(f.Name)
			fmt.Println(strings.Join([]string{c.CommandPath(), f.Name, placeholder, how(complete)}, "\t"))
		}
	}
	c.LocalFlags().VisitAll(each)
}

// nothingToOffer are the flags that nothing completes, with why.
var nothingToOffer = []struct{ flags, why string }{
	{"jq template until header option", "programs and lines of other languages"},
	{"description reason message end-in-error name hostname url property meta tag", "words that whoever types them makes up; names of what there is are completed where they are meant"},
	{"limit max-targets min-ram min-disk size times swap vcpus disk ram ephemeral rotation lines count mtu cut-after parallel page-size port sandbox-speed", "any number"},
	{"fixed-ip access-ipv4 access-ipv6 mac ip ip6 gateway dns cidr address remote-ip listen", "addresses: of those in use a new one is none, and a filter takes part of one"},
	{"start end delay retry-after", "days and times of the writer's"},
	{"username user-id user-domain-name user-domain-id project-name project-id project-domain-name project-domain-id domain-name domain-id default-domain " +
		"application-credential-name application-credential-id trust-id identity-provider protocol client-id openid-scope", "who signs in: the cloud tells it to who has"},
	{"auth-url endpoint discovery-endpoint access-token-endpoint service-name compute-api-version", "where a cloud is, and what of it: no cloud is known yet"},
	{"id", "of what isn't there yet"},
	{"device", "which are free, the system of the server knows alone"},
}

// No shell offers the files of the folder for a value that is none, which is what it does where nothing completes it; and what names a thing of the cloud is
// completed with what there is.
func TestNothingFallsThroughToFiles(t *testing.T) {
	t.Parallel()
	out, err := exec.Command(os.Args[0], listFlags).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 1000 {
		t.Fatalf("only %d flags and arguments: %s", len(lines), out)
	}
	files := strings.Fields("file folder path dst=src command body")
	things := strings.Fields("server image flavor network label port volume snapshot host zone group")
	var allowed []string
	for _, row := range nothingToOffer {
		allowed = append(allowed, strings.Fields(row.flags)...)
	}
	for _, line := range lines {
		part := strings.Split(line, "\t")
		command, flag, placeholder, how := part[0], part[1], part[2], part[3]
		takesFiles := slices.Contains(files, placeholder)
		switch {
		case flag == "" && how == "":
			t.Errorf("%s: a shell offers files as its arguments", command)
		case flag != "" && how == "" && !takesFiles:
			t.Errorf("%s --%s %s: a shell offers files", command, flag, placeholder)
		case flag != "" && how == "none" && takesFiles:
			t.Errorf("%s --%s %s: a shell offers no files", command, flag, placeholder)
		case how == "none" && command+flag != "novactl server sshport" && (slices.Contains(things, placeholder) || flag == "project"):
			t.Errorf("%s --%s %s: nothing completes it", command, flag, placeholder)
		case how == "none" && flag != "" && !slices.Contains(allowed, flag):
			t.Errorf("%s --%s %s: nothing completes it, and nothingToOffer doesn't say why", command, flag, placeholder)
		}
	}
}
