package compute

import "time"

// Aggregate is a host aggregate as the store keeps it.
type Aggregate struct {
	ID       uint64            `json:"id"`
	Name     string            `json:"name"`
	Metadata map[string]string `json:"metadata"`
	Hosts    []string          `json:"hosts"`
	Created  time.Time         `json:"created"`
	Updated  time.Time         `json:"updated,omitzero"`
}

// AggregateZone is the key of the metadata that makes an aggregate an availability zone.
const AggregateZone = "availability_zone"

// Change sets metadata; what is nil is removed.
func (a *Aggregate) Change(metadata map[string]*string, at time.Time) {
	if a.Metadata == nil {
		a.Metadata = map[string]string{}
	}
	for key, value := range metadata {
		if value == nil {
			delete(a.Metadata, key)
			continue
		}
		a.Metadata[key] = *value
	}
	a.Updated = at
}
