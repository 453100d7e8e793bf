package images

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
)

// glanceImage is an image of the Image API v2: its own members, and beside them the free properties.
type glanceImage struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Status  string `json:"status"`
	Created string `json:"created_at"`
	Updated string `json:"updated_at"`
	MinDisk int    `json:"min_disk"` // GB
	MinRAM  int    `json:"min_ram"`  // MB
	Size    int64  `json:"size"`     // bytes; null as long as there is nothing

	Rest jsontext.Value `json:",embed"`
}

// glanceMembers are the members of every image, by the schema that Glance has of it. The guide has no place for those that
// glanceImage doesn't name.
func glanceMembers() []string {
	return strings.Fields(`id name status visibility protected os_hidden checksum os_hash_algo os_hash_value owner size virtual_size
		container_format disk_format created_at updated_at tags direct_url locations min_ram min_disk self file schema stores`)
}

// IsMember reports a name that is no free property: every image has a member of it.
func IsMember(name string) bool { return slices.Contains(glanceMembers(), name) || ownedByGlance(name) }

// ownedByGlance reports a property that Glance keeps for itself, and lets nobody change.
func ownedByGlance(key string) bool { return strings.HasPrefix(key, "os_glance_") }

// metadata are the free properties, in order. The guide's are texts: a number, a list or an object is its JSON, and null is none. What
// belongs to every image is none either.
func (i glanceImage) metadata() api.Metadata {
	pairs, own := api.Metadata{}, glanceMembers()
	dec := jsontext.NewDecoder(bytes.NewReader(i.Rest), jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	for _, err := dec.ReadToken(); err == nil && dec.PeekKind() == '"'; {
		var name jsontext.Token
		if name, err = dec.ReadToken(); err != nil {
			break
		}
		key, unset := name.String(), dec.PeekKind() == 'n'
		var value string
		if value, err = readText(dec); err == nil && !unset && !slices.Contains(own, key) {
			pairs = append(pairs, api.Pair{Key: key, Value: value})
		}
	}
	return pairs
}

// addOwn adds what the guide has no place for.
func (i glanceImage) addOwn(to *api.Image) error {
	var own struct {
		Visibility      string   `json:"visibility"`
		Protected       *bool    `json:"protected"`
		Owner           string   `json:"owner"`
		DiskFormat      string   `json:"disk_format"`
		ContainerFormat string   `json:"container_format"`
		Tags            []string `json:"tags"`
		Checksum        string   `json:"checksum"`
		HashAlgorithm   string   `json:"os_hash_algo"`
		Hash            string   `json:"os_hash_value"`
		VirtualSize     *int64   `json:"virtual_size"`
		Hidden          *bool    `json:"os_hidden"`
	}
	if len(i.Rest) == 0 {
		return nil
	}
	_, err := api.Read(i.Rest, &own) // an odd member is left out
	to.Visibility, to.Protected, to.Owner, to.Tags = own.Visibility, own.Protected, own.Owner, own.Tags
	to.DiskFormat, to.ContainerFormat = own.DiskFormat, own.ContainerFormat
	to.Checksum, to.HashAlgorithm, to.Hash, to.VirtualSize, to.Hidden = own.Checksum, own.HashAlgorithm, own.Hash, own.VirtualSize, own.Hidden
	return err
}

// readText reads the next value: a string as its text, anything else as compact JSON.
func readText(dec *jsontext.Decoder) (string, error) {
	value, err := dec.ReadValue()
	if err != nil {
		return "", err
	}
	if value.Kind() == '"' {
		text, _ := jsontext.AppendUnquote(nil, value) // bytes that aren't UTF-8 become U+FFFD
		return string(text), nil
	}
	text, err := jsontext.AppendFormat(nil, value, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
	return string(text), err
}

// guideImage is the image as Nova's proxy shows it (seen on Nova 26), in the guide's members.
func (to links) guideImage(i glanceImage) api.Image {
	status, progress := guideStatus(i.Status)
	image := api.Image{
		ID: i.ID, Name: i.Name, Status: status, Progress: &progress, Created: i.Created, Updated: i.Updated,
		MinDisk: &i.MinDisk, MinRAM: &i.MinRAM, Size: &i.Size, Metadata: i.metadata(),
	}
	href := to.glance + rest.Path(collection, i.ID)
	image.Links = []api.Link{{Rel: "self", Href: href}, {Rel: "alternate", Href: href, Type: "application/vnd.openstack.image"}}
	if server, ok := image.Metadata.Get("instance_uuid"); ok {
		image.Server = &api.Ref{ID: server, Links: []api.Link{{Rel: "self", Href: to.compute + rest.Path("servers", server)}}}
	}
	if auto, ok := image.Metadata.Get("auto_disk_config"); ok {
		image.DiskConfig = "MANUAL"
		if strings.EqualFold(auto, "true") {
			image.DiskConfig = "AUTO"
		}
	}
	return image
}

// imageStatuses sets Glance's statuses beside the guide's (2.6.1), with the progress of each (fact 21).
func imageStatuses() []imageStatus {
	return []imageStatus{
		{"queued", "SAVING", 25},
		{"saving", "SAVING", 50},
		{"uploading", "SAVING", 50},
		{"importing", "SAVING", 50},
		{"active", "ACTIVE", 100},
		{"killed", "ERROR", 0},
		{"deleted", "DELETED", 0},
		{"pending_delete", "DELETED", 0},
		{"deactivated", "UNKNOWN", 0},
	}
}

type imageStatus struct {
	glance, guide string
	progress      int
}

// guideStatus is the guide's status for one of Glance's, and the progress.
func guideStatus(status string) (string, int) {
	for _, s := range imageStatuses() {
		if s.glance == status {
			return s.guide, s.progress
		}
	}
	return "UNKNOWN", 0
}

// glanceStatus is the filter for one of the guide's statuses. What is none of those is one of Glance's.
func glanceStatus(status string) string {
	var all []string
	for _, s := range imageStatuses() {
		if strings.EqualFold(s.guide, status) {
			all = append(all, s.glance)
		}
	}
	switch len(all) {
	case 0:
		return strings.ToLower(status)
	case 1:
		return all[0]
	}
	return "in:" + strings.Join(all, ",")
}
