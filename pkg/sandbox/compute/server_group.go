package compute

import (
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// ServerGroup is a server group as the store keeps it.
type ServerGroup struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Policy     string    `json:"policy"`
	MaxPerHost int       `json:"max_per_host,omitzero"` // servers on a host; 0: as the policy says
	Members    []string  `json:"members"`               // ids of servers, also of deleted ones
	Created    time.Time `json:"created"`
}

// Rules are those that its policy goes by.
func (g *ServerGroup) Rules() map[string]int {
	if g.MaxPerHost == 0 {
		return map[string]int{}
	}
	return map[string]int{"max_server_per_host": g.MaxPerHost}
}

// GroupPolicy reads the one policy of a new server group.
func GroupPolicy(members document.Object) (string, error) {
	items, _ := members.Items("policies")
	if len(items) != 1 {
		return "", fault.BadRequest("Invalid input for field/attribute server_group. 'policies' is a required property")
	}
	var policy string
	if err := json.Unmarshal(items[0], &policy); err != nil || policy != "affinity" && policy != "anti-affinity" {
		return "", fault.BadRequest("Invalid input for field/attribute 0. Value: %s. '%s' is not one of ['anti-affinity', 'affinity']", policy, policy)
	}
	return policy, nil
}
