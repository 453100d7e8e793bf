package output

import "testing"

// Each mistake is found before any request, and the message says what would be right.
func TestUsageErrors(t *testing.T) {
	t.Parallel()
	const columns = "the columns are id, name, status, memory-mb, size-class"
	tests := []struct {
		o    Options
		want string
	}{
		{Options{Format: "jsn"}, `unknown output format "jsn"; the formats are table, plain, wide, json, jsonl, yaml, xml, csv, id`},
		{Options{JQ: ".", Template: "x"}, "--jq and --template exclude each other"},
		{Options{JQ: ".", Format: CSV}, "--jq runs on the JSON: it can't go with -o csv; add -o json"},
		{Options{Template: "x", Format: YAML}, "--template runs on the JSON: it can't go with -o yaml; add -o json"},
		{Options{JQ: ".["}, "--jq: unexpected EOF"},
		{Options{JQ: "nosuch"}, "--jq: function not defined: nosuch/0"},
		{Options{JQ: "input"}, "--jq: input(s)/0 is not allowed"},
		{Options{Template: "{{.a"}, "--template: 1: unclosed action"},
		{Options{Template: "{{nosuch}}"}, `--template: 1: function "nosuch" not defined`},
		{Options{Format: JSON, Columns: []string{"id"}}, "-o json has no columns: leave out --columns, or add -o table, plain, wide or csv"},
		{Options{Format: ID, Columns: []string{"id"}}, "-o id has no columns: leave out --columns, or add -o table, plain, wide or csv"},
		{Options{JQ: ".", Columns: []string{"id"}}, "--jq runs on the JSON, which has no columns: leave out --columns"},
		{Options{Columns: []string{"id", "colour"}}, `unknown column "colour"; ` + columns},
		{Options{Columns: []string{"id,,name"}}, `unknown column ""; ` + columns},
		{Options{Sort: "colour"}, `unknown column "colour"; ` + columns},
		{Options{Sort: "name:up"}, `--sort name:up: the order is asc or desc, not "up"`},
	}
	for _, test := range tests {
		mustUsage(t, CheckView(test.o, vmView()), test.want)
	}
}

func TestGoodOptions(t *testing.T) {
	t.Parallel()
	good := []Options{
		{}, {Format: JSON, JQ: "."}, {Format: Table, Template: "x"}, {JQ: ".", Sort: "name"}, {NoHeaders: true, Format: JSON},
		{Format: CSV, Columns: []string{"id"}}, {Sort: "name:desc", Format: XML},
	}
	for _, o := range good {
		if err := CheckView(o, vmView()); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// A list in brief has ids and names only: it must not serve what needs more.
func TestNeedsOnlyIDs(t *testing.T) {
	t.Parallel()
	if !NeedsOnlyIDs(Options{Format: ID}) {
		t.Error("-o id needs no more than ids")
	}
	for _, o := range []Options{{}, {Format: JSON}, {Format: ID, Sort: "status"}, {JQ: ".[].id"}, {Format: CSV, Columns: []string{"id"}}} {
		if NeedsOnlyIDs(o) {
			t.Errorf("%+v needs the details", o)
		}
	}
}
