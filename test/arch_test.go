// Package test holds what is true of the project as a whole: its layering (arch_test.go) and its generated files
// (generated_test.go). The folders below it run the product: script/ as a user does, conformance/ against any cloud.
package test

import (
	"strings"
	"testing"
)

// room is a folder of the project, with all that is below it, and what it may import from the project.
type room struct {
	path string   // "cmd/*" stands for each folder of cmd
	may  []string // packages; "pkg/*" stands for all below pkg. The room's own go without saying
	why  string
}

// below returns the packages that commands are made with, below the verbs, and more.
func below(more ...string) []string {
	return append([]string{"cmd/fail", "cmd/cell", "cmd/docfile", "cmd/flagset", "cmd/app", "cmd/ref"}, more...)
}

// rooms is the table of docs/architecture.md. The first row that fits a folder holds for it.
var rooms = []room{
	{"pkg/bug", nil, "a panic is one whoever made it"},
	{anywhere, nil, "an expression is compiled when it is first used, wherever that is"},
	{"pkg/jsonscan", nil, "where the values of a JSON text are is a matter of its bytes, whoever asks"},
	{"pkg/api/internal/codec", nil, "the codec turns one form into the other; which documents there are, pkg/api tells it"},
	{"pkg/api", []string{"pkg/api/internal/codec", "pkg/jsonscan"}, "documents stand below everything but the text that they are, so that client and sandbox can share them"},
	{"pkg/client/transport", []string{"pkg/api", "pkg/client/internal/privatefile"}, "the chain knows requests and answers, and not what they are about"},
	{"pkg/client/rest", []string{"pkg/api", "pkg/client/transport"}, "documents of any service; which services there are is for others"},
	{"pkg/client/recording", []string{"pkg/client/transport"}, "what is kept and given again are requests and answers, whatever they are about"},
	{"pkg/client/internal/privatefile", nil, "files are written the same whatever is in them"},
	{"pkg/client/identity", []string{"pkg/api", "pkg/client/transport", "pkg/client/internal/privatefile"}, "who signs in needs the chain without a token, and no resources"},
	{"pkg/client/wait", []string{"pkg/api", "pkg/bug", "pkg/client/transport"}, "a wait looks at what it is given, and knows no kinds of things"},
	{"pkg/client/ready", []string{"pkg/api", "pkg/bug", "pkg/client/transport", "pkg/client/wait"}, "what a server answers has nothing to do with how its cloud is asked"},
	{"pkg/client/images", []string{"pkg/api", "pkg/client/rest", "pkg/client/transport"}, "a store of images answers requests, and nothing else knows which store it is"},
	{"pkg/client", []string{"pkg/api", "pkg/client/*"}, "the client is usable without this program, and never leans on the sandbox that it is tried on"},
	{"pkg/sandbox/store", []string{"pkg/bug"}, "the store keeps keys and values; what they mean is for the sandbox"},
	{"pkg/sandbox/fault", nil, "a refusal is a status and a text; whoever refuses needs nothing else"},
	{"pkg/sandbox/random", nil, "an id knows nothing of what it names"},
	{"pkg/sandbox/document", []string{"pkg/api"}, "a document is read member by member, whatever it is about"},
	{"pkg/sandbox/compute", []string{"pkg/api", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/random"}, "rules take values and give values: no HTTP, no store, so that each can be tried alone"},
	{"pkg/sandbox/tables", []string{"pkg/api", "pkg/sandbox/compute"}, "what a cloud offers is data"},
	{"pkg/sandbox/model", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/fault", "pkg/sandbox/random", "pkg/sandbox/store", "pkg/sandbox/tables"}, "the state of a tenant knows of no request"},
	{"pkg/sandbox/web", []string{"pkg/api", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/random"}, "requests and answers are read and written without knowing what they are about"},
	{"pkg/sandbox/service", []string{"pkg/api", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/web"}, "what the services share knows none of them"},
	{"pkg/sandbox/nova", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/identity", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/glance", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/cinder", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/schema", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/neutron", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/schema", []string{"pkg/sandbox/document", "pkg/sandbox/random"}, "rules know no service: which there are is text"},
	{"pkg/sandbox/keystone", []string{"pkg/api", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "services know each other by the catalog alone, which pkg/sandbox puts together"},
	{"pkg/sandbox/novav21/view", []string{"pkg/api", "pkg/sandbox/document", "pkg/sandbox/service", "pkg/sandbox/web"}, "it writes documents, and knows none"},
	{"pkg/sandbox/novav21", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/nova", "pkg/sandbox/novav21/view", "pkg/sandbox/random", "pkg/sandbox/schema", "pkg/sandbox/service", "pkg/sandbox/tables", "pkg/sandbox/web"}, "v2.1 is Compute too: it is made of v2's routes and records"},
	{"pkg/sandbox/inject", []string{"pkg/api", "pkg/sandbox/fault", "pkg/sandbox/model", "pkg/sandbox/store"}, "rules for faults are kept and matched here; what they do to a request is for pkg/sandbox"},
	{"pkg/sandbox/seed", []string{"pkg/api", "pkg/sandbox/compute", "pkg/sandbox/document", "pkg/sandbox/fault", "pkg/sandbox/inject", "pkg/sandbox/model", "pkg/sandbox/random", "pkg/sandbox/store", "pkg/sandbox/tables"}, "a seed goes through the rules of a create, and through no request"},
	{"pkg/sandbox/learn", []string{"pkg/api", "pkg/sandbox/random", "pkg/sandbox/seed", "pkg/sandbox/tables"}, "what is learnt is a seed, of any cloud"},
	{"pkg/sandbox/control", []string{"pkg/sandbox/compute", "pkg/sandbox/fault", "pkg/sandbox/inject", "pkg/sandbox/model", "pkg/sandbox/seed", "pkg/sandbox/service", "pkg/sandbox/store", "pkg/sandbox/web"}, "controls are beside the services, not above them"},
	{"pkg/sandbox", []string{"pkg/api", "pkg/sandbox/*"}, "the sandbox is a cloud: if it used the client, they would agree with each other and with nobody else"},
	{"pkg/output/internal/sanitize", nil, "what a terminal obeys is a matter of characters, whatever they are part of"},
	{"pkg/output/internal/grid", []string{"pkg/output/internal/sanitize"}, "cells are printed as texts: what they are of, and where they go, is for pkg/output"},
	{"pkg/output/internal/jsondoc", []string{"pkg/jsonscan", "pkg/output/internal/sanitize"}, "a document is printed as it came: no resource, no stream and no flag is known here"},
	{"pkg/output/internal/jq", []string{"pkg/output/internal/jsondoc"}, "a program runs on a document: nothing is printed here"},
	{"pkg/output/internal/noecho", nil, "a secret is read whoever asks for it"},
	{"pkg/output/internal/screen", []string{"pkg/bug", "pkg/output/internal/grid", "pkg/output/internal/sanitize"}, "a screen shows rows of cells; what they are of, and when they are looked at, is for others"},
	{"pkg/output/internal/xmltext", nil, "XML is laid out by its tags, whatever they say"},
	{"pkg/output/internal/template", nil, "a template runs on a document: nothing is printed here"},
	{"pkg/output/internal/formatters", []string{"pkg/output/internal/template"}, "functions of templates make texts: what a terminal is, they are handed"},
	{"pkg/output/internal/progress", []string{"pkg/bug", "pkg/output/internal/sanitize"}, "what is waited for is a text and a time; who waits is for others"},
	{"pkg/output", []string{"pkg/bug", "pkg/output/internal/*"}, "rendering knows columns and documents, not servers"},
	{"pkg/config/internal/yamlfile", nil, "files are read, edited and replaced without knowing which settings there are"},
	{"pkg/config/internal/terminal", nil, "what a terminal can do is said by variables alone"},
	{"pkg/config/internal/clouds", []string{"pkg/config/internal/yamlfile"}, "clouds.yaml is read as openstacksdk reads it; what its keys mean to novactl is for pkg/config"},
	{"pkg/config/internal/command", nil, "a command is run without knowing what its output is for"},
	{"pkg/config/internal/parse", nil, "what a value must look like is the same whatever it is for"},
	{"pkg/config/internal/nearest", nil, "how like two words are is a matter of their letters"},
	{"pkg/config/internal/authtype", nil, "what the OpenStack tools call their ways to sign in is a matter of names"},
	{"pkg/config", []string{"pkg/config/internal/*"}, "a setting is a text with a source; what it means is for those who ask"},
	{"cmd/fail", []string{"pkg/client/transport", "pkg/output"}, "an error says what kind it is by Kind() and Hint(): a table of exit codes needs to know no room"},
	{"cmd/cell", []string{"pkg/api"}, "a cell is made from a member of a document and from nothing else"},
	{"cmd/buildinfo", nil, "what the program was built from is known before there is anything of it"},
	{"cmd/docfile", []string{"cmd/fail", "pkg/config"}, "a document in a file is read before anybody knows what it is for"},
	{"cmd/flagset", []string{"cmd/fail", "pkg/*"}, "flags are read without settings and without a cloud"},
	{"cmd/app", []string{"cmd/fail", "cmd/flagset", "pkg/*"}, "settings, client and streams are joined here, below all that uses them"},
	{"cmd/ref", []string{"cmd/fail", "cmd/app", "pkg/*"}, "finding a resource needs a client, and no verb"},
	{"cmd/plan", []string{"cmd/app", "cmd/fail", "cmd/ref", "pkg/*"}, "what will be done is shown and asked whatever the verb"},
	{"cmd/selection", []string{"cmd/app", "cmd/fail", "cmd/flagset", "cmd/ref", "pkg/*"}, "resources are chosen by what all of them have, whatever the noun and the verb"},
	{"cmd/journal", []string{"cmd/app", "cmd/fail", "pkg/*"}, "what was done so far is kept the same whatever was done"},
	{"cmd/watch", []string{"cmd/app", "cmd/fail", "cmd/flagset", "pkg/*"}, "what is looked at again and again is documents, whatever the noun"},
	{"cmd/verb", below("cmd/journal", "cmd/plan", "cmd/selection", "cmd/watch", "pkg/*"), "verbs are generic: a verb that knows a noun belongs to that noun"},
	{"cmd/resource", below("cmd/verb", "cmd/watch", "pkg/*"), "nouns as data know verbs, and no noun"},
	{"cmd/*", below("cmd/journal", "cmd/verb", "cmd/resource", "cmd/watch", "pkg/*"), "nouns don't know each other: what two of them need is a verb, or belongs to pkg"},
	{"cmd", []string{"cmd/*", "pkg/*"}, "cmd joins the nouns to a tree"},
	{"test", []string{"cmd", "cmd/*", "pkg/*"}, "tests look at the product from outside"},
	{".", []string{"cmd"}, "main.go hands over to cmd.Main and does nothing else"},
}

// importExceptions are files that may import more than their room.
var importExceptions = []struct {
	file string
	may  []string
	why  string
}{
	{
		"pkg/client/example_test.go",
		[]string{"pkg/sandbox", "pkg/sandbox/tables"},
		"the example of the documentation runs against a cloud; in a package of its own, it shows the client's use and tests nothing of it",
	},
}

// confined are packages from elsewhere that only some rooms may import. Files of tests may import them all.
var confined = []struct {
	paths []string // with all below them
	only  []string // rooms
	why   string
}{
	{[]string{"github.com/spf13/viper"}, []string{"pkg/config"}, "settings are read in one place; everybody else asks a *config.Config"},
	{[]string{"github.com/spf13/cobra/doc"}, []string{"test/gendocs"}, "it links a Markdown library that the product has no use for"},
	{[]string{"github.com/spf13/cobra"}, []string{"cmd", "test"}, "pkg/* is usable without a command line"},
	{[]string{"github.com/spf13/pflag"}, []string{"cmd", "pkg/config", "test"}, "pkg/* is usable without a command line"},
	{
		[]string{"github.com/olekukonko/tablewriter", "github.com/briandowns/spinner", "github.com/itchyny/gojq", "text/template"},
		[]string{"pkg/output"}, "how a result looks is decided in one place",
	},
	{[]string{"go.etcd.io/bbolt"}, []string{"pkg/sandbox/store"}, "how the store keeps its state is its own business"},
	{
		[]string{"testing", "net/http/httptest", "github.com/google/go-cmp", "github.com/rogpeppe", "github.com/santhosh-tekuri/jsonschema", "github.com/gophercloud/gophercloud"},
		[]string{"test"}, "what serves tests isn't linked into the product",
	},
}

// names are functions and variables that only some places may name.
var names = []struct {
	names []string // "path.Name", "path.Prefix*", or a builtin
	only  []string // rooms, or files; none: nowhere
	tests bool     // whether files of tests may name them too
	why   string
}{
	{
		[]string{"os.Getenv", "os.LookupEnv", "os.Environ", "os.ExpandEnv", "os.User*", "syscall.Getenv", "syscall.Environ"},
		[]string{"pkg/config", "test"}, true,
		"pkg/config alone reads the environment: there each name has a row, a precedence and a source",
	},
	{
		[]string{"os.Setenv", "os.Unsetenv", "os.Clearenv", "os.Chdir"}, nil, false,
		"the process is shared, with tests that run in parallel too; hand environment and folder to who needs them",
	},
	{
		[]string{"fmt.Print*", "fmt.Scan", "fmt.Scanf", "fmt.Scanln", "os.Stdout", "os.Stderr", "os.Stdin", "print", "println"},
		[]string{"pkg/output", "test"}, true,
		"pkg/output alone prints: it knows what is a terminal, and makes text from a cloud harmless",
	},
	{
		[]string{"os.Exit", "log.Fatal*", "log.Panic*", "syscall.Exit"}, []string{"main.go", "test"}, true,
		"the process ends in main.go; everybody else returns an error, and cmd/fail gives it its code",
	},
	{
		[]string{"text/template.New", "text/template.Must"}, []string{"test"}, true,
		"its templates call methods by name, so the linker leaves every exported method in the program: 3 MB; use pkg/output/internal/template",
	},
	{
		[]string{"go", "sync.WaitGroup", "time.AfterFunc", "context.AfterFunc"},
		[]string{
			"pkg/bug", "test",
			"pkg/output/internal/progress/display.go", "pkg/output/write.go", // with a Keeper
			"pkg/client/transport/send.go", "pkg/client/transport/stream.go", "pkg/sandbox/serve.go", "cmd/interrupt.go", // which end a context or a server
		}, true,
		"a panic on a goroutine of its own ends the process, whatever the terminal shows: use pkg/bug's Go, Group or Keeper",
	},
	{[]string{"time.Sleep"}, nil, false, "time is a value: wait on a timer and a context; test with testing/synctest or a clock"},
}

// TestImports checks who imports whom.
func TestImports(t *testing.T) {
	t.Parallel()
	report(t, checkImports(project(t)))
}

// TestConfinedNames checks who reads the environment, prints, sleeps and ends the process.
func TestConfinedNames(t *testing.T) {
	t.Parallel()
	report(t, checkNames(project(t)))
}

// TestNoHiddenState checks that no package runs code before main or changes its own variables: two commands in one process,
// and two tests, must not meet there.
func TestNoHiddenState(t *testing.T) {
	t.Parallel()
	report(t, checkState(project(t)))
}

// TestToolsStayOutside checks that the product's go.mod is free of tools: whoever installs novactl would fetch them.
func TestToolsStayOutside(t *testing.T) {
	t.Parallel()
	mod := read(t, "go.mod")
	for _, tool := range []string{"golangci-lint", "golang.org/x/perf", "\ntool "} {
		if strings.Contains(mod, tool) {
			t.Errorf("go.mod has %q: tools belong in tools/go.mod", strings.TrimSpace(tool))
		}
	}
}

func report(t *testing.T, findings []finding) {
	t.Helper()
	for _, f := range findings {
		t.Errorf("%s:%d: %s", f.path, f.line, f.text)
	}
}
