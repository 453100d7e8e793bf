// Package admin has the rows of nova's commands about everything but servers: flavors, keys and limits, and what only administrators see.
package admin

import "github.com/novactl/novactl/cmd/nova/session"

// Rows are the tables.
func Rows() [][]session.Command {
	return [][]session.Command{
		flavorRows, keypairRows, groupRows, aggregateRows, hypervisorRows, hostRows, serviceRows, agentRows, migrationRows, quotaRows,
		usageRows, cloudRows,
	}
}
