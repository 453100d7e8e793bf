package sandbox

import "slices"

// compute is where the paths of Compute v2 begin, below its endpoint.
const compute = "/v2/{tenant}"

// novaRoutes is the table of Compute v2.
func novaRoutes() []route {
	return slices.Concat([]route{
		Anyone("version.list", "GET /", listVersions),
		Anyone("version.show", "GET /v2", showVersion),

		OfTenant("server.list", "GET "+compute+"/servers", listServers),
		OfTenant("server.create", "POST "+compute+"/servers", createServers).Lasting(),
		OfTenant("server.list", "GET "+compute+"/servers/detail", listServersDetail),
		OfTenant("server.show", "GET "+compute+"/servers/{id}", showServer),
		OfTenant("server.update", "PUT "+compute+"/servers/{id}", updateServer),
		OfTenant("server.delete", "DELETE "+compute+"/servers/{id}", deleteServer).Lasting(),
		OfTenant("server.action", "POST "+compute+"/servers/{id}/action", actOnServer),
		OfTenant("address.list", "GET "+compute+"/servers/{id}/ips", listAddresses),
		OfTenant("address.show", "GET "+compute+"/servers/{id}/ips/{network}", listNetworkAddresses),

		OfTenant("event.list", "GET "+compute+"/servers/{id}/os-instance-actions", listEvents),

		OfTenant("volume.list", "GET "+compute+"/servers/{id}/os-volume_attachments", listAttachments),
		OfTenant("volume.attach", "POST "+compute+"/servers/{id}/os-volume_attachments", attachVolume).Lasting(),
		OfTenant("volume.show", "GET "+compute+"/servers/{id}/os-volume_attachments/{attachment}", showAttachment),
		OfTenant("volume.detach", "DELETE "+compute+"/servers/{id}/os-volume_attachments/{attachment}", detachVolume).Lasting(),

		OfTenant("image.list", "GET "+compute+"/images", listImages),
		OfTenant("image.list", "GET "+compute+"/images/detail", listImagesDetail),
		OfTenant("image.show", "GET "+compute+"/images/{id}", showImage),
		OfTenant("image.delete", "DELETE "+compute+"/images/{id}", deleteImage),

		OfTenant("flavor.list", "GET "+compute+"/flavors", listFlavors),
		OfTenant("flavor.list", "GET "+compute+"/flavors/detail", listFlavorsDetail),
		OfTenant("flavor.show", "GET "+compute+"/flavors/{id}", showFlavor),
		OfTenant("flavor.specs", "GET "+compute+"/flavors/{id}/os-extra_specs", showExtraSpecs),

		OfTenant("keypair.list", "GET "+compute+"/os-keypairs", listKeypairs),
		OfTenant("keypair.create", "POST "+compute+"/os-keypairs", createKeypair),
		OfTenant("keypair.show", "GET "+compute+"/os-keypairs/{name}", showKeypair),
		OfTenant("keypair.delete", "DELETE "+compute+"/os-keypairs/{name}", deleteKeypair),

		OfTenant("group.list", "GET "+compute+"/os-server-groups", listServerGroups),
		OfTenant("group.create", "POST "+compute+"/os-server-groups", createServerGroup),
		OfTenant("group.show", "GET "+compute+"/os-server-groups/{id}", showServerGroup),
		OfTenant("group.delete", "DELETE "+compute+"/os-server-groups/{id}", deleteServerGroup),

		OfTenant("limits.show", "GET "+compute+"/limits", showLimits),
		OfTenant("extension.list", "GET "+compute+"/extensions", listExtensions),
		OfTenant("extension.show", "GET "+compute+"/extensions/{alias}", showExtension),
	},
		metadataRoutes(compute+"/servers/{id}/metadata", serverMetadata),
		metadataRoutes(compute+"/images/{id}/metadata", imageMetadata),
	)
}
