package prettytable

import "testing"

// The tables are what PrettyTable 3.6 drew.
func TestTable(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		table Table
		sort  int
		want  string
	}{
		"empty": {Table{Fields: []string{"ID", "Name"}}, 0, "+----+------+\n| ID | Name |\n+----+------+\n+----+------+\n"},
		"sorted, and of several lines": {
			Table{Fields: []string{"N", "Text"}, Rows: [][]any{{10, "b"}, {9, "a\nsecond"}, {1, "b"}}}, 1,
			"+----+--------+\n| N  | Text   |\n+----+--------+\n| 9  | a      |\n|    | second |\n| 1  | b      |\n| 10 | b      |\n+----+--------+\n",
		},
		"wide characters, and nothing": {
			Table{Fields: []string{"Name"}, Rows: [][]any{{"日本"}, {"é"}, {nil}}}, 0,
			"+------+\n| Name |\n+------+\n| None |\n| é    |\n| 日本 |\n+------+\n",
		},
	} {
		test.table.Sort(test.sort)
		if got := test.table.String(); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, test.want)
		}
	}
}
