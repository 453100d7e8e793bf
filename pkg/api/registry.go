package api

import (
	"reflect"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
)

// The services whose documents the registry has, by their types in the catalog. Those of no service are spoken by all.
const (
	computeService  = "compute"
	identityService = "identity"
	networkService  = "network"
)

//go:noinline
func types(values ...any) []reflect.Type {
	all := make([]reflect.Type, len(values))
	for i, v := range values {
		all[i] = reflect.TypeOf(v)
	}
	return all
}

// roots returns every root that the guide and the real clouds name: a row is a service's, and no other service's
// document of the same name is read by it.
func roots() []codec.Root {
	rows := []codec.Root{
		{JSON: "version", Space: commonSpace, Types: types(Version{})},
		{JSON: "versions", XML: "versions>version", Space: commonSpace, Page: true, Types: types([]Version{})},
		{JSON: "choices", XML: "choices>version", Space: commonSpace, Page: true, Types: types([]Version{})},
		{JSON: "extension", Space: commonSpace, Atom: true, Types: types(Extension{})},
		{JSON: "extensions", XML: "extensions>extension", Space: commonSpace, Atom: true, Page: true,
			Types: types([]Extension{})},
	}
	for _, kind := range FaultKinds() {
		rows = append(rows, codec.Root{JSON: kind, Space: computeSpace, Types: types(Fault{})})
	}
	rows = append(rows, inService(computeService, append(computeRoots(), actionRoots()...))...)
	rows = append(rows, inService(networkService, networkRoots())...)
	return append(rows, inService(identityService, []codec.Root{
		{JSON: "auth", Space: identitySpace, Types: types(Auth{})},
		{JSON: "access", Space: identitySpace, Types: types(Access{})},
	})...)
}

func inService(service string, rows []codec.Root) []codec.Root {
	for i := range rows {
		rows[i].Service = service
	}
	return rows
}

func computeRoots() []codec.Root {
	return []codec.Root{
		{JSON: "server", Space: computeSpace, Types: types(Server{}, ServerCreate{}, serverInXML{})},
		{JSON: "servers", XML: "servers>server", Space: computeSpace, Atom: true, Page: true, Types: types([]Server{}, []serverInXML{})},
		{JSON: "image", Space: computeSpace, Types: types(Image{}, imageInXML{})},
		{JSON: "images", XML: "images>image", Space: computeSpace, Atom: true, Page: true, Types: types([]Image{}, []imageInXML{})},
		{JSON: "flavor", Space: computeSpace, Types: types(Flavor{})},
		{JSON: "flavors", XML: "flavors>flavor", Space: computeSpace, Atom: true, Page: true, Types: types([]Flavor{})},
		{JSON: "extra_specs", XML: "extra_specs>*", Space: computeSpace, Types: types(Metadata{})},
		{JSON: "metadata", XML: "metadata>meta[key]", Space: computeSpace, Types: types(Metadata{})},
		{JSON: "meta", XML: "meta>meta[key]", Space: computeSpace, Form: codec.SinglePair, Types: types(Metadata{})},
		{JSON: "addresses", XML: "addresses>network[id]>ip", Space: computeSpace, Types: types(Addresses{})},
		{JSON: "network", XML: "network>network[id]>ip", Space: computeSpace, Form: codec.ByNetwork,
			Types: types(Addresses{})},
		{JSON: "volumeAttachment", Space: computeSpace, Bare: "id", Types: types(VolumeAttachment{})}, // examples 2.54, 2.55
		{JSON: "volumeAttachments", XML: "volumeAttachments>volumeAttachment", Page: true,
			Types: types([]VolumeAttachment{})},
		{JSON: "keypair", Types: types(Keypair{})}, // without a namespace, as Nova wrote them
		{JSON: "keypairs", XML: "keypairs>keypair", Page: true, Types: types([]Keypair{})},
		{JSON: "output", XML: ",element", Types: types("")}, // as Nova wrote what has no schema: without a namespace
		{JSON: "console", Types: types(Console{})},
		{JSON: "instanceAction", Types: types(InstanceAction{})},
		{JSON: "instanceActions", XML: "instanceActions>instanceAction", Page: true, Types: types([]InstanceAction{})},
		{JSON: "server_group", Space: computeSpace, Types: types(ServerGroup{})},
		{JSON: "server_groups", XML: "server_groups>server_group", Space: computeSpace, Page: true,
			Types: types([]ServerGroup{})},
		{JSON: "limits", Space: commonSpace, Types: types(Limits{})},
		{JSON: "adminPass", XML: ",element", Types: types("")}, // rescue's answer has no namespace (fact 15)
		{JSON: "image_schedule", Space: scheduleSpace, Types: types(ImageSchedule{})},
	}
}

func actionRoots() []codec.Root {
	return []codec.Root{
		{JSON: "os-getConsoleOutput", Space: computeSpace, Types: types(GetConsoleOutput{})},
		{JSON: "changePassword", Space: computeSpace, Types: types(ChangePassword{})},
		{JSON: "reboot", Space: computeSpace, Types: types(Reboot{})},
		{JSON: "rebuild", Space: computeSpace, Types: types(Rebuild{})},
		{JSON: "resize", Space: computeSpace, Types: types(Resize{})},
		{JSON: "confirmResize", Space: computeSpace, None: "null", Types: types(noMembers{})},
		{JSON: "revertResize", Space: computeSpace, None: "null", Types: types(noMembers{})},
		{JSON: "rescue", Space: rescueSpace, None: "null", Types: types(Rescue{})},
		{JSON: "unrescue", Space: serversSpace, None: "null", Types: types(noMembers{})},
		{JSON: "createImage", Space: computeSpace, Types: types(CreateImage{})},
		{JSON: "addSecurityGroup", Space: computeSpace, Types: types(SecurityGroupAction{})},
		{JSON: "removeSecurityGroup", Space: computeSpace, Types: types(SecurityGroupAction{})},
		{JSON: "RS-CBS:attach-volume", Space: volumesSpace, Types: types(noMembers{})}, // guide 1.10.3
	}
}

// registry is the codec of all declared roots. It is built once, from the types; a test says that it builds.
var registry = sync.OnceValues(func() (*codec.Codec, error) {
	return codec.New(codec.Schema{
		Roots: roots(), Spaces: spaces(), Own: ownSpaces(), Links: reflect.TypeFor[Link](), Special: special,
	})
})

var (
	rawType       = reflect.TypeFor[jsontext.Value]()
	optionalType  = reflect.TypeFor[optional]()
	refType       = reflect.TypeFor[Ref]()
	metadataType  = reflect.TypeFor[Metadata]()
	addressesType = reflect.TypeFor[Addresses]()
	absoluteType  = reflect.TypeFor[AbsoluteLimits]()
)

// special returns the form of a type whose Go kind doesn't say it.
func special(t reflect.Type) (codec.Special, bool) {
	switch {
	case t == rawType:
		return codec.Special{As: codec.Scalar}, true
	case t == refType:
		return codec.Special{As: codec.Reference}, true
	case t == metadataType:
		return codec.Special{As: codec.Pairs, Item: reflect.TypeFor[string]()}, true
	case t == absoluteType:
		return codec.Special{As: codec.Pairs, Item: reflect.TypeFor[int64](), Spelling: limitSpelling()}, true
	case t == addressesType:
		return codec.Special{As: codec.Addresses, Item: reflect.TypeFor[Address]()}, true
	case t.Kind() == reflect.Struct && t.Implements(optionalType):
		return codec.Special{As: codec.Optional, Item: reflect.Zero(t).Interface().(optional).elem()}, true
	}
	return codec.Special{}, false
}

// optional is what Nullable has: the type of its value.
type optional interface{ elem() reflect.Type }
