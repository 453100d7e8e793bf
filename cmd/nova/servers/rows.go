// Package servers has the rows of nova's commands about servers, and of what belongs to one: its images, consoles, tags, volumes and interfaces.
package servers

import "github.com/novactl/novactl/cmd/nova/session"

// Rows are the tables.
func Rows() [][]session.Command {
	return [][]session.Command{serverRows, manyRows, actionRows, partRows, consoleRows, tagRows, volumeRows, interfaceRows, imageRows}
}
