// Package nova has the handlers of Compute v2, and the table of its routes.
package nova

import (
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/service"
)

// computePath is where the paths of Compute v2 begin, below its endpoint.
const computePath = "/v2/{tenant}"

// Routes is the table of Compute v2.
func Routes() []*service.Route {
	return slices.Concat([]*service.Route{
		service.Anyone("version.show", "GET /v2", showVersion),

		service.OfTenant("server.list", "GET "+computePath+"/servers", listServers),
		service.OfTenant("server.create", "POST "+computePath+"/servers", createServers).Lasting(),
		service.OfTenant("server.list", "GET "+computePath+"/servers/detail", listServersDetail),
		service.OfTenant("server.show", "GET "+computePath+"/servers/{id}", showServer),
		service.OfTenant("server.update", "PUT "+computePath+"/servers/{id}", updateServer),
		service.OfTenant("server.delete", "DELETE "+computePath+"/servers/{id}", deleteServer).Lasting(),
		service.OfTenant("server.action", "POST "+computePath+"/servers/{id}/action", Act),
		service.OfTenant("address.list", "GET "+computePath+"/servers/{id}/ips", listAddresses),
		service.OfTenant("address.show", "GET "+computePath+"/servers/{id}/ips/{network}", listNetworkAddresses),

		service.OfTenant("event.list", "GET "+computePath+"/servers/{id}/os-instance-actions", listEvents),
		service.OfTenant("event.show", "GET "+computePath+"/servers/{id}/os-instance-actions/{request}", showEvent),

		service.OfTenant("volume.list", "GET "+computePath+"/servers/{id}/os-volume_attachments", listAttachments),
		service.OfTenant("volume.attach", "POST "+computePath+"/servers/{id}/os-volume_attachments", AttachVolume).Lasting(),
		service.OfTenant("volume.show", "GET "+computePath+"/servers/{id}/os-volume_attachments/{attachment}", showAttachment),
		service.OfTenant("volume.detach", "DELETE "+computePath+"/servers/{id}/os-volume_attachments/{attachment}", detachVolume).Lasting(),

		service.OfTenant("image.list", "GET "+computePath+"/images", listImages),
		service.OfTenant("image.list", "GET "+computePath+"/images/detail", listImagesDetail),
		service.OfTenant("image.show", "GET "+computePath+"/images/{id}", showImage),
		service.OfTenant("image.delete", "DELETE "+computePath+"/images/{id}", deleteImage),

		service.OfTenant("flavor.list", "GET "+computePath+"/flavors", listFlavors),
		service.OfTenant("flavor.list", "GET "+computePath+"/flavors/detail", listFlavorsDetail),
		service.OfTenant("flavor.show", "GET "+computePath+"/flavors/{id}", showFlavor),
		service.OfTenant("flavor.specs", "GET "+computePath+"/flavors/{id}/os-extra_specs", showExtraSpecs),

		service.OfTenant("keypair.list", "GET "+computePath+"/os-keypairs", listKeypairs),
		service.OfTenant("keypair.create", "POST "+computePath+"/os-keypairs", createKeypair),
		service.OfTenant("keypair.show", "GET "+computePath+"/os-keypairs/{name}", showKeypair),
		service.OfTenant("keypair.delete", "DELETE "+computePath+"/os-keypairs/{name}", deleteKeypair),

		service.OfTenant("group.list", "GET "+computePath+"/os-server-groups", listServerGroups),
		service.OfTenant("group.create", "POST "+computePath+"/os-server-groups", createServerGroup),
		service.OfTenant("group.show", "GET "+computePath+"/os-server-groups/{id}", showServerGroup),
		service.OfTenant("group.delete", "DELETE "+computePath+"/os-server-groups/{id}", deleteServerGroup),

		service.OfTenant("limits.show", "GET "+computePath+"/limits", showLimits),
		service.OfTenant("extension.list", "GET "+computePath+"/extensions", listExtensions),
		service.OfTenant("extension.show", "GET "+computePath+"/extensions/{alias}", showExtension),
	},
		metadataRoutes(computePath+"/servers/{id}/metadata", serverMetadata),
		metadataRoutes(computePath+"/images/{id}/metadata", imageMetadata),
	)
}
