package sandbox

import "slices"

// volumes are those without a seed. The first is the one of the guide's examples 2.52 to 2.59. Nobody writes to it.
var volumes = []Volume{
	{"4ab50df6-7480-45df-8604-b1ee39fe857c", Tenant, "data", 100},
	{"5b2ee7a1-0c1c-4f1e-8d3a-6f0a5d1c7e02", Tenant, "logs", 75},
	{"6c3ff8b2-1d2d-4a2f-9e4b-7a1b6e2d8f03", Tenant, "backup", 500},
	{"7d4aa9c3-2e3e-4b3a-8f5c-8b2c7f3e9a04", "020202", "data", 100},
	{"8e5bbad4-3f4f-4c4b-9a6d-9c3d8a4fab05", "020202", "logs", 75},
}

// Volumes lists what can be attached without a seed, in every region of its tenant.
func Volumes() []Volume { return slices.Clone(volumes) }
