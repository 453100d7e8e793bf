package api

import "github.com/go-json-experiment/json/jsontext"

// VolumeAttachment is a volume that is attached to a server, and the request to attach one (guide 2.4).
type VolumeAttachment struct {
	ID       string           `json:"id,omitzero"`
	VolumeID string           `json:"volumeId"`
	ServerID string           `json:"serverId,omitzero"`
	Device   Nullable[string] `json:"device,omitzero" xml:",omitnull"` // null in a request: the cloud chooses
	Extra    jsontext.Value   `json:",embed"`
}
