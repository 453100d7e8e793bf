package compute

import (
	"maps"
	"slices"
)

// SettableStates are the states by the status that they give (guide Table 3.2).
var SettableStates = map[string]ServerState{
	"ACTIVE":    {VM: "active", Power: 1, Progress: 100},
	"ERROR":     {VM: "error"},
	"MIGRATING": {VM: "active", Task: "migrating", Power: 1},
	"PAUSED":    {VM: "paused", Power: 3},
	"SHUTOFF":   {VM: "stopped", Power: 4},
	"SUSPENDED": {VM: "suspended", Power: 4},
	"UNKNOWN":   {VM: "unknown"},
}

// Settable lists the statuses that Set knows.
func Settable() []string { return slices.Sorted(maps.Keys(SettableStates)) }
