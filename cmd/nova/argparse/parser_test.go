package argparse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const declared = `--help|-h --poll --limit=int --meta=* --hint=pair* --tenant=? --all-tenants=int?1 --user-data= --user-data-unset
	--on/sw --off>on/sw:no --rule!= --new=@26 --old=@0-25 server action{set,delete} device?`

// Lines are read as Python's argparse reads them: what was seen there, with the same options.
func TestParse(t *testing.T) {
	t.Parallel()
	p := Parser{Options: For(Parse(declared), 30)}
	type values map[string]any
	for line, want := range map[string]struct {
		values values
		extras string
		err    string
	}{
		"s set --rule r":                   {values: values{"server": "s", "action": "set", "device": nil, "poll": false, "limit": nil}},
		"--rule=r s set d --poll":          {values: values{"device": "d", "poll": true}},
		"--rul r s set --lim 5":            {values: values{"limit": 5}},
		"--rule r s set --meta a=b --me c": {values: values{"meta": []string{"a=b", "c"}}},
		"--rule r s set --hint a=b=c":      {values: values{"hint": [][2]string{{"a", "b=c"}}}},
		"--rule r s set --tenant":          {values: values{"tenant": nil}},
		"--rule r s set --tenant --poll":   {values: values{"tenant": nil, "poll": true}},
		"--rule r s set --all-tenants":     {values: values{"all_tenants": 1}},
		"--rule r s set --all-tenants 0":   {values: values{"all_tenants": 0}},
		"--rule r s set --off":             {values: values{"on": "no"}},
		"--rule r -- s set":                {values: values{"server": "s"}},
		"--rule r s set --limit -- 5":      {err: "argument --limit: expected one argument"},
		"--rule r s set --tenant -- d":     {values: values{"tenant": nil, "device": "d"}},
		"--rule r s set --limit -1":        {values: values{"limit": -1}},
		"--rule r s set --user-data f":     {values: values{"user_data": "f", "user_data_unset": false}},
		"s set --rule r d":                 {values: values{"device": "d"}}, // Python 3.11's: extras
		"s set --rule r d e":               {values: values{"device": "d"}, extras: "e"},
		"--rule r s set d e --nosuch":      {extras: "e --nosuch"},
		"--rule r s set --old x":           {values: values{"device": "x"}, extras: "--old"},
		"--rule r s set --limit x":         {err: "argument --limit: invalid int value: 'x'"},
		"--rule r s set --limit":           {err: "argument --limit: expected one argument"},
		"--rule r s set --limit --poll":    {err: "argument --limit: expected one argument"},
		"--rule r s set --poll=x":          {err: "argument --poll: ignored explicit argument 'x'"},
		"--rule r s set --user x":          {err: "ambiguous option: --user could match --user-data, --user-data-unset"},
		"--rule r s set --hint a":          {err: "argument --hint: 'a' is not in the format of 'key=value'"},
		"--rule r s set --on --off":        {err: "argument --off: not allowed with argument --on"},
		"--rule r s change":                {err: "argument <action>: invalid choice: 'change'"},
		"s set":                            {err: "the following arguments are required: --rule"},
		"--rule r s":                       {err: "the following arguments are required: <action>"},
		"--rule r s set --new n":           {values: values{"new": "n"}},
	} {
		got, _, extras, err := p.Parse(strings.Fields(line))
		text := ""
		if err != nil {
			text = err.Error()
		}
		if text != want.err || strings.Join(extras, " ") != want.extras && err == nil {
			t.Errorf("%s: extras %q, error %q; want %q, %q", line, extras, text, want.extras, want.err)
		}
		for name, value := range want.values {
			if diff := cmp.Diff(value, got.Value(name)); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", line, name, diff)
			}
		}
	}
}

// A command with options of its own takes what follows it, and the options before it are the program's.
func TestRest(t *testing.T) {
	t.Parallel()
	p := Parser{Options: Parse("--debug --os-region-name= --os-cache command?"), Rest: true}
	for line, want := range map[string]struct{ rest, extras string }{
		"--debug list --limit 5":  {rest: "list --limit 5"},
		"--os-region-name r list": {rest: "list"},
		"--os-r r list --debug":   {rest: "list --debug"},
		"--debug":                 {},
		"list -- --x":             {rest: "list -- --x"},
		"-- list":                 {rest: "list"}, // Python 3.11's: a command called --
		"--nosuch list":           {rest: "list", extras: "--nosuch"},
	} {
		_, rest, extras, err := p.Parse(strings.Fields(line))
		if err != nil || strings.Join(rest, " ") != want.rest || strings.Join(extras, " ") != want.extras {
			t.Errorf("%s: %q, %q, %v", line, rest, extras, err)
		}
	}
}
