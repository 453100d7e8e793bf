// Package servers has the rows of nova's commands about servers, and of what belongs to one: its images, consoles, tags, volumes and interfaces.
package servers

import (
	"slices"

	"github.com/novactl/novactl/cmd/nova/session"
)

// Rows is the table.
func Rows() []session.Command {
	return slices.Concat(serverRows, manyRows, actionRows, partRows, consoleRows, tagRows, volumeRows, interfaceRows, imageRows)
}
