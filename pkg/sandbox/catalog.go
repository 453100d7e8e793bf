package sandbox

import "github.com/novactl/novactl/pkg/api"

// catalog lists the services for a tenant, at base (guide 1.3.3). Besides the one that the sandbox is, it lists what a client has
// to tell apart in a real catalog: the first generation's service, of type compute too but without a region, and one of another
// type (fact 5). Nothing answers there.
func catalog(base, tenant string) []api.Service {
	compute := api.Service{Name: "cloudServersOpenStack", Type: "compute"}
	for _, region := range regions() {
		root := base + "/" + region
		compute.Endpoints = append(compute.Endpoints, api.Endpoint{
			Region: region, TenantID: tenant, PublicURL: root + "/v2/" + tenant,
			VersionID: "2", VersionInfo: root + "/v2", VersionList: root + "/",
		})
	}
	first := api.Service{Name: "cloudServers", Type: "compute", Endpoints: []api.Endpoint{{
		TenantID: tenant, PublicURL: base + "/v1.0/" + tenant,
		VersionID: "1.0", VersionInfo: base + "/v1.0", VersionList: base + "/",
	}}}
	account := "MossoCloudFS_" + tenant
	files := api.Service{Name: "cloudFiles", Type: "object-store", Endpoints: []api.Endpoint{{
		Region: Region, TenantID: account, PublicURL: base + "/v1/" + account,
	}}}
	return []api.Service{files, first, compute}
}
