package sandbox

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/cinder"
	"github.com/novactl/novactl/pkg/sandbox/glance"
	"github.com/novactl/novactl/pkg/sandbox/keystone"
	"github.com/novactl/novactl/pkg/sandbox/neutron"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// catalog lists the services for a tenant, at base (guide 1.3.3), in the regions of the identity service that a region has. Besides the one that the sandbox is, it lists its neighbours
// (glance, neutron, cinder), and what a client has to tell apart in a real catalog: the first generation's service, of type
// compute too but without a region, and one of another type (fact 5). Nothing answers at these two.
func catalog(base, tenant, region string) []api.Service {
	regions, otherwise := tables.RegionsBeside(region)
	compute := api.Service{Name: "cloudServersOpenStack", Type: "compute"}
	images, storage := api.Service{Name: "cloudImages", Type: "image"}, api.Service{Name: "cloudBlockStorageV2", Type: "volumev2"}
	volumes := api.Service{Name: "cloudBlockStorage", Type: "volume"}
	networks := api.Service{Name: "cloudNetworks", Type: "network"}
	for _, region := range regions {
		root := base + "/" + region
		compute.Endpoints = append(compute.Endpoints, api.Endpoint{
			Region: region, TenantID: tenant, PublicURL: root + "/v2/" + tenant,
			VersionID: "2", VersionInfo: root + "/v2", VersionList: root + "/",
		})
		images.Endpoints = append(images.Endpoints, api.Endpoint{Region: region, TenantID: tenant, PublicURL: glance.Endpoint(root)})
		networks.Endpoints = append(networks.Endpoints, api.Endpoint{Region: region, TenantID: tenant, PublicURL: neutron.Endpoint(root)})
		storage.Endpoints = append(storage.Endpoints, api.Endpoint{Region: region, TenantID: tenant, PublicURL: cinder.Endpoint(root, tenant)})
		volumes.Endpoints = append(volumes.Endpoints, api.Endpoint{Region: region, TenantID: tenant, PublicURL: cinder.EndpointV1(root, tenant)})
	}
	first := api.Service{Name: "cloudServers", Type: "compute", Endpoints: []api.Endpoint{{
		TenantID: tenant, PublicURL: base + "/v1.0/" + tenant,
		VersionID: "1.0", VersionInfo: base + "/v1.0", VersionList: base + "/",
	}}}
	account := "MossoCloudFS_" + tenant
	files := api.Service{Name: "cloudFiles", Type: "object-store", Endpoints: []api.Endpoint{{
		Region: otherwise, TenantID: account, PublicURL: base + "/v1/" + account,
	}}}
	return []api.Service{files, volumes, storage, networks, images, first, compute}
}

// servicesOfToday are those of Identity v3's catalog.
func servicesOfToday() keystone.Catalog {
	at := func(path func(root, project string) string) func(base, region, project string) string {
		return func(base, region, project string) string { return path(base+"/"+region, project) }
	}
	return keystone.Catalog{
		{Type: "identity", Name: "keystone"},
		{Type: "compute", Name: "nova", URL: at(func(root, _ string) string { return root + "/v2.1" })},
		{Type: "compute_legacy", Name: "nova_legacy", URL: at(func(root, project string) string { return root + "/v2/" + project })},
		{Type: "image", Name: "glance", URL: at(func(root, _ string) string { return glance.Endpoint(root) })},
		{Type: "network", Name: "neutron", URL: at(func(root, _ string) string { return neutron.Endpoint(root) })},
		{Type: "volumev3", Name: "cinderv3", URL: at(cinder.EndpointV3)},
		{Type: "block-storage", Name: "cinder", URL: at(cinder.EndpointV3)},
	}
}
