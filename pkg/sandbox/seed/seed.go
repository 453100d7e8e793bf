// Package seed sets up a cloud as a document says. Its servers go through a create's own checks and the one table of operations.
package seed

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Seed is a document that sets up a cloud of one's own: what there is besides the built-in accounts, flavors, images, networks and
// volumes. Each list may be missing. Ids that are left out are made from what the entry says, so that the same seed gives the same ids.
// A server's image and flavor, and a volume, are named by id or by name.
type Seed struct {
	Users    []User               `json:"users,omitzero"`
	Quotas   []tables.TenantQuota `json:"quotas,omitzero"`
	Flavors  []Flavor             `json:"flavors,omitzero"`
	Images   []Image              `json:"images,omitzero"`
	Networks []Network            `json:"networks,omitzero"`
	Volumes  []compute.Volume     `json:"volumes,omitzero"`
	Keypairs []Keypair            `json:"keypairs,omitzero"`
	Servers  []Server             `json:"servers,omitzero"`
	Faults   []inject.Rule        `json:"faults,omitzero"` // in the order in which they have effect; without ids

	Without []string `json:"without,omitzero"` // built-in lists that are left out: flavors, images, networks, volumes
}

// LeaveOut has the seed leave out a built-in list.
func (s *Seed) LeaveOut(list string) {
	if !slices.Contains(s.Without, list) {
		s.Without = append(s.Without, list)
	}
}

// User is a user, and the tenant if no other user has it (guide 1.3). The built-in users stay as they are.
type User struct {
	Name     string `json:"name"`
	ID       string `json:"id,omitzero"`
	Password string `json:"password,omitzero"` // "": no way in by password
	APIKey   string `json:"api_key,omitzero"`  // "": no way in by API key; one of the two has to be there
	Tenant   string `json:"tenant"`            // id and name
	Region   string `json:"region,omitzero"`   // the default one; "": DFW
}

// Flavor is a flavor of every region (guide 2.5).
type Flavor struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	RAM        int            `json:"ram"`                  // MB
	Disk       int            `json:"disk"`                 // GB
	VCPUs      int            `json:"vcpus"`                //
	Swap       int            `json:"swap,omitzero"`        // MB
	Ephemeral  int            `json:"ephemeral,omitzero"`   // GB
	RxTxFactor jsontext.Value `json:"rxtx_factor,omitzero"` // a number, whose text is kept; none: 1.0
	ExtraSpecs api.Metadata   `json:"extra_specs,omitzero"`
}

// Image is an image (guide 2.6): the provider's, of every region, or with a Tenant one that the tenant made of a server and may
// delete.
type Image struct {
	ID         string       `json:"id,omitzero"` // a UUID
	Name       string       `json:"name"`
	Tenant     string       `json:"tenant,omitzero"`
	Region     string       `json:"region,omitzero"`      // with a tenant alone; "": DFW
	Status     string       `json:"status,omitzero"`      // ACTIVE, SAVING, ERROR or UNKNOWN, and stays so; "": ACTIVE
	MinDisk    int          `json:"min_disk,omitzero"`    // GB
	MinRAM     int          `json:"min_ram,omitzero"`     // MB
	Size       int64        `json:"size,omitzero"`        // bytes
	DiskConfig string       `json:"disk_config,omitzero"` // AUTO or MANUAL (guide 3.2); "": MANUAL
	Metadata   api.Metadata `json:"metadata,omitzero"`
	Past
}

// Network is an isolated network that servers of every tenant can be attached to (guide 1.1).
type Network struct {
	ID    string `json:"id,omitzero"` // a UUID
	Label string `json:"label"`
	CIDR  string `json:"cidr"` // of IPv4, such as 192.168.5.0/24
}

// Keypair is a key pair of a tenant in a region.
type Keypair struct {
	Name      string `json:"name"`
	PublicKey string `json:"public_key"`      // a line of authorized_keys
	Tenant    string `json:"tenant,omitzero"` // "": 010101
	Region    string `json:"region,omitzero"` // "": DFW
}

// Server is a server, or several alike. It obeys the rules of a create, quotas too (guide 2.1.2), and lives on as any other.
type Server struct {
	ID             string       `json:"id,omitzero"` // a UUID
	Name           string       `json:"name"`
	Count          int          `json:"count,omitzero"`  // above 1: so many, with -1, -2 and so on after the name
	Tenant         string       `json:"tenant,omitzero"` // "": 010101
	Region         string       `json:"region,omitzero"` // "": DFW
	Image          string       `json:"image,omitzero"`  // "": it boots from the first of its volumes
	Flavor         string       `json:"flavor"`
	Status         string       `json:"status,omitzero"`       // one of SeedStatuses; "": ACTIVE
	Message        string       `json:"message,omitzero"`      // with ERROR: the fault's
	ResizedFrom    string       `json:"resized_from,omitzero"` // with VERIFY_RESIZE: the flavor that it had
	Metadata       api.Metadata `json:"metadata,omitzero"`
	DiskConfig     string       `json:"disk_config,omitzero"`
	AccessIPv4     string       `json:"access_ipv4,omitzero"`
	AccessIPv6     string       `json:"access_ipv6,omitzero"`
	KeyName        string       `json:"key_name,omitzero"`
	Zone           string       `json:"availability_zone,omitzero"`
	SecurityGroups []string     `json:"security_groups,omitzero"`
	Networks       []string     `json:"networks,omitzero"` // labels or ids; none: public and private
	Volumes        []string     `json:"volumes,omitzero"`
	Locked         bool         `json:"locked,omitzero"`
	Past
}

// Past is when something was created: at a time, or so long before the seeding by the sandbox's clock. Neither: at the seeding.
type Past struct {
	Created time.Time `json:"created,omitzero"`
	Age     string    `json:"age,omitzero"` // such as 36h
}

// Error is why a seed can't be used. Nothing of it was done.
type Error struct {
	Path string // the member that is wrong, such as servers[0].flavor; "": the document
	Err  error
}

func (e *Error) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns what is wrong with the member.
func (e *Error) Unwrap() error { return e.Err }

// seedMistake makes an Error.
func seedMistake(path, format string, a ...any) error {
	return &Error{path, fmt.Errorf(format, a...)}
}

// atPath says where in the document the entry is that err is about. What isn't a mistake in the document stays what it is.
func atPath(path string, err error) error {
	var inner *Error
	var refusal *fault.Error
	switch {
	case errors.As(err, &inner) && inner.Path != "":
		return &Error{path + "." + inner.Path, inner.Err}
	case errors.As(err, &inner):
		return &Error{path, inner.Err}
	case errors.As(err, &refusal):
		return &Error{path, err}
	}
	return err
}

// eachEntry does something with each entry of a list, and says with which it doesn't work.
func eachEntry[T any](list string, entries []T, do func(*T) error) error {
	for i := range entries {
		if err := do(&entries[i]); err != nil {
			return atPath(fmt.Sprintf("%s[%d]", list, i), err)
		}
	}
	return nil
}
