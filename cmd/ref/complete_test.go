package ref

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A name that a shell would change, or that a terminal would obey, is offered by its id: what is cut off it may leave the name of another server.
func TestNamesThatCanBeTyped(t *testing.T) {
	t.Parallel()
	all := []candidate{
		{"1", "web", "ACTIVE"}, {"2", "new\nline", "ACTIVE"}, {"3", "tab\tname", ""}, {"4", " lead", "ERROR"}, {"5", "trail ", "ERROR"},
		{"6", "red\x1b[31m", "ACTIVE"}, {"7", "a b (c)", "BUILD"}, {"8", "", "BUILD"}, {"9", "bad\xff", "BUILD"}, {"", "x\r", "ACTIVE"},
		{"10", "x\u202ey", "BUILD"}, {"11", "so\u00adft", "BUILD"}, {"12", "日本 👨\u200d👩", "BUILD"},
	}
	want := []string{
		"web\tACTIVE", "2\tnew\\nline ACTIVE", "3\ttab\\tname", "4\tlead ERROR", "5\ttrail  ERROR",
		"6\tred\\x1b[31m ACTIVE", "a b (c)\tBUILD", "8\tBUILD", "9\tbad\\xff BUILD",
		"10\tx\\u202ey BUILD", "11\tso\\u00adft BUILD", "日本 👨\u200d👩\tBUILD",
	}
	if diff := cmp.Diff(want, names(all, nil, "", nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a b (c)\tBUILD"}, names(all, nil, "a", []string{"BUILD"})); diff != "" {
		t.Errorf("of a status (-want +got):\n%s", diff)
	}
}

// A list is good for as long as everything in it is of use: what was on its way when it was listed may have come.
func TestAllOf(t *testing.T) {
	t.Parallel()
	items := []candidate{{Status: "ACTIVE"}, {Status: "SHUTOFF"}}
	if !allOf(items, nil) || allOf(items, []string{"SHUTOFF"}) || !allOf(items, []string{"ACTIVE", "SHUTOFF"}) {
		t.Error("statuses are mistaken")
	}
}
