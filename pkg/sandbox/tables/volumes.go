package tables

import (
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// Volumes are those without a seed. The first is the one of the guide's examples 2.52 to 2.59. Nobody writes to it.
var Volumes = []compute.Volume{
	{ID: "4ab50df6-7480-45df-8604-b1ee39fe857c", Tenant: Tenant, Name: "data", Size: 100},
	{ID: "5b2ee7a1-0c1c-4f1e-8d3a-6f0a5d1c7e02", Tenant: Tenant, Name: "logs", Size: 75},
	{ID: "6c3ff8b2-1d2d-4a2f-9e4b-7a1b6e2d8f03", Tenant: Tenant, Name: "backup", Size: 500},
	{ID: "7d4aa9c3-2e3e-4b3a-8f5c-8b2c7f3e9a04", Tenant: "020202", Name: "data", Size: 100},
	{ID: "8e5bbad4-3f4f-4c4b-9a6d-9c3d8a4fab05", Tenant: "020202", Name: "logs", Size: 75},
}
