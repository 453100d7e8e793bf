// Package admin has the rows of nova's commands about everything but servers: flavors, keys and limits, and what only administrators see.
package admin

import (
	"slices"

	"github.com/novactl/novactl/cmd/nova/session"
)

// Rows is the table.
func Rows() []session.Command {
	return slices.Concat(flavorRows, keypairRows, groupRows, aggregateRows, hypervisorRows, hostRows, serviceRows, agentRows, migrationRows, quotaRows,
		usageRows, cloudRows)
}
