#!/usr/bin/env bash
# The guess: tablewriter's headings are put in capitals, with underscores as blanks, as in its 0.0.x releases, and
# nothing else.
#
# What happens: version 1 also splits words, at each change between small and capital letters and digits, and at dots
# and colons. Names of the cloud that are in mixed case come apart: IPv4 is "I PV 4", IDs "I DS", OS-DCF:diskConfig
# "OS - DCF : DISK CONFIG".
#
# github.com/olekukonko/tablewriter v1.1.5, tw/fn.go, Title: it parts a name where the case changes. Headings have
# AutoFormat on by default.
#
# Why care: the heading that a user reads isn't the member that --columns or jq want, and scripts that look for "IPv4"
# in the first line of a table find nothing after an update from 0.0.5.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"

	"github.com/olekukonko/tablewriter"
)

func main() {
	fmt.Println()
	table := tablewriter.NewWriter(os.Stdout)
	heading(table, []string{"hostId", "accessIPv4", "IDs", "vCPUs", "OS-DCF:diskConfig", "tenant_id"})
	table.Append([]string{"1", "2", "3", "4", "5", "6"})
	table.Render()
}
END
cat >"$tmp/v0.go" <<'END'
package main

import "github.com/olekukonko/tablewriter"

func heading(table *tablewriter.Table, names []string) { table.SetHeader(names) }
END
cat >"$tmp/v1.go" <<'END'
package main

import "github.com/olekukonko/tablewriter"

func heading(table *tablewriter.Table, names []string) { table.Header(names) }
END
for version in v0.0.5 v1.1.5; do
  rm -f "$tmp/go/go.mod" "$tmp/go/go.sum"
  cp "$tmp/${version%%.*}.go" "$tmp/go/heading.go"
  go_modules "github.com/olekukonko/tablewriter@$version"
  printf '%s' "$version"
  go_run
done | seen
expect <<'END'
v0.0.5
+--------+------------+-----+-------+-------------------+-----------+
| HOSTID | ACCESSIPV4 | IDS | VCPUS | OS-DCF:DISKCONFIG | TENANT ID |
+--------+------------+-----+-------+-------------------+-----------+
|      1 |          2 |   3 |     4 |                 5 |         6 |
+--------+------------+-----+-------+-------------------+-----------+
v1.1.5
┌─────────┬───────────────┬──────┬─────────┬────────────────────────┬───────────┐
│ HOST ID │ ACCESS I PV 4 │ I DS │ V CP US │ OS - DCF : DISK CONFIG │ TENANT ID │
├─────────┼───────────────┼──────┼─────────┼────────────────────────┼───────────┤
│ 1       │ 2             │ 3    │ 4       │ 5                      │ 6         │
└─────────┴───────────────┴──────┴─────────┴────────────────────────┴───────────┘
END
