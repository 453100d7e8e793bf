package api

import "github.com/go-json-experiment/json/jsontext"

// Server is a server in detail (guide 2.1.3, Table 2.3; extensions 3.1 to 3.3). A list in brief fills ID, Name and
// Links alone; the answer to a create fills ID, Links, AdminPass and DiskConfig alone (guide 2.1.2).
type Server struct {
	ID            string            `json:"id"`
	Name          string            `json:"name,omitzero"`
	Status        string            `json:"status,omitzero"`
	Progress      *int              `json:"progress,omitzero"` // percent; present only in some statuses (fact 13)
	TenantID      string            `json:"tenant_id,omitzero" xml:"tenantId|tenant_id"`
	UserID        string            `json:"user_id,omitzero" xml:"userId|user_id"`
	HostID        *string           `json:"hostId,omitzero"`
	Created       string            `json:"created,omitzero"` // ISO 8601, as it came
	Updated       string            `json:"updated,omitzero"` // ISO 8601, as it came
	AccessIPv4    *string           `json:"accessIPv4,omitzero"`
	AccessIPv6    *string           `json:"accessIPv6,omitzero"`
	AdminPass     string            `json:"adminPass,omitzero"`         // only in the answer to create and rebuild
	KeyName       Nullable[string]  `json:"key_name,omitzero"`          // null without a key pair
	DiskConfig    string            `json:"OS-DCF:diskConfig,omitzero"` // AUTO or MANUAL (guide 3.2)
	VMState       string            `json:"OS-EXT-STS:vm_state,omitzero"`
	TaskState     Nullable[string]  `json:"OS-EXT-STS:task_state,omitzero"` // null: nothing is going on (guide 3.3)
	PowerState    *int              `json:"OS-EXT-STS:power_state,omitzero"`
	Image         *Ref              `json:"image,omitzero"` // "" on the wire where booted from a volume (fact 19)
	Flavor        *Ref              `json:"flavor,omitzero"`
	Metadata      Metadata          `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	Addresses     Addresses         `json:"addresses,omitzero" xml:"addresses>network[id]>ip"`
	Fault         *Fault            `json:"fault,omitzero"` // only in status ERROR (guide 1.11.2, fact 20)
	Links         []Link            `json:"links,omitzero" xml:"atom:link"`
	Zone          Nullable[string]  `json:"OS-EXT-AZ:availability_zone,omitzero"`
	Groups        []SecurityGroup   `json:"security_groups,omitzero" xml:"security_groups>security_group"`
	Bandwidth     []BandwidthPeriod `json:"rax-bandwidth:bandwidth,omitzero" xml:"rax-bandwidth:bandwidth>rax-bandwidth:interface"`
	ImageSchedule *ImageSchedule    `json:"RAX-SI:image_schedule,omitzero"`
	Extra         jsontext.Value    `json:",embed"` // members that this declaration doesn't name, as they came
}

// BandwidthPeriod is the traffic of one interface in one audit period, in bytes (guide 3.1).
type BandwidthPeriod struct {
	Interface   string         `json:"interface"`
	Inbound     *int64         `json:"bandwidth_inbound"`
	Outbound    *int64         `json:"bandwidth_outbound"`
	PeriodStart string         `json:"audit_period_start"` // ISO 8601
	PeriodEnd   string         `json:"audit_period_end"`   // ISO 8601
	Extra       jsontext.Value `json:",embed"`
}

// ServerCreate is the request that creates servers (guide 2.1.2, Table 2.2).
type ServerCreate struct {
	Name        string       `json:"name"`
	ImageRef    string       `json:"imageRef"` // empty to boot from a volume: see BlockDevices
	FlavorRef   string       `json:"flavorRef"`
	AdminPass   string       `json:"adminPass,omitzero"`
	AccessIPv4  string       `json:"accessIPv4,omitzero"`
	AccessIPv6  string       `json:"accessIPv6,omitzero"`
	DiskConfig  string       `json:"OS-DCF:diskConfig,omitzero"` // AUTO or MANUAL (guide 3.2)
	KeyName     string       `json:"key_name,omitzero"`          // the key pair to let in
	MinCount    int          `json:"min_count,omitzero"`
	MaxCount    int          `json:"max_count,omitzero"`
	Metadata    Metadata     `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	Personality []File       `json:"personality,omitzero" xml:"personality>file"`
	Networks    []NetworkRef `json:"networks,omitzero" xml:"networks>network|uuid"` // fact 36

	// What the guide predates, as Nova names it.
	UserData         string          `json:"user_data,omitzero"` // in base64; 65535 bytes at most
	AvailabilityZone string          `json:"availability_zone,omitzero"`
	SecurityGroups   []SecurityGroup `json:"security_groups,omitzero" xml:"security_groups>security_group"`
	BlockDevices     []BlockDevice   `json:"block_device_mapping_v2,omitzero" xml:"block_device_mapping_v2>block_device_mapping"`
	ConfigDrive      bool            `json:"config_drive,omitzero"` // metadata and user data on a disk of its own

	// What is no member of the server in the request.
	Hints         map[string][]string `json:"-"` // for the scheduler, such as the id of a server group
	NetworkPolicy NetworkPolicy       `json:"-"` // in place of Networks

	Extra jsontext.Value `json:",embed"`
}

// ServerUpdate is the request that changes a server's name or access addresses (guide 2.1.4). What is nil stays as it
// is; an empty address removes the address. It has no row in the registry: Server is what its element is read by.
type ServerUpdate struct {
	Name       *string `json:"name,omitzero"`
	AccessIPv4 *string `json:"accessIPv4,omitzero"`
	AccessIPv6 *string `json:"accessIPv6,omitzero"`

	Description *string `json:"description,omitzero"` // Nova's, from microversion 2.19 on
	Hostname    *string `json:"hostname,omitzero"`    // Nova's, from microversion 2.90 on
}

// File is a file to inject into a server: its path there, and its contents in base64 (guide 2.1.2.3).
type File struct {
	Path     string `json:"path"`
	Contents string `json:"contents" xml:",text,base64"`
}

// NetworkPolicy says which networks a server gets without naming any.
type NetworkPolicy string

// The policies: those that the cloud chooses, which goes without saying, or none at all.
const (
	AutoNetworks NetworkPolicy = "auto"
	NoNetworks   NetworkPolicy = "none"
)

// NetworkRef names a network to attach to, or a port of one that is there already.
type NetworkRef struct {
	UUID    string         `json:"uuid,omitzero"`
	Port    string         `json:"port,omitzero"`
	FixedIP string         `json:"fixed_ip,omitzero"` // an address of the network's to have
	Extra   jsontext.Value `json:",embed"`
}

// SecurityGroup names a group of rules that guards a server, by name or, in a request, by id.
type SecurityGroup struct {
	Name  string         `json:"name"`
	Extra jsontext.Value `json:",embed"`
}

// BlockDevice is a disk that a new server gets (Nova's block_device_mapping_v2). The one with BootIndex 0 is booted
// from.
type BlockDevice struct {
	UUID                string         `json:"uuid,omitzero"`             // of the source
	SourceType          string         `json:"source_type,omitzero"`      // volume, image, snapshot or blank
	DestinationType     string         `json:"destination_type,omitzero"` // volume or local
	BootIndex           *int           `json:"boot_index,omitzero"`
	VolumeSize          *int           `json:"volume_size,omitzero"` // GB
	DeleteOnTermination *bool          `json:"delete_on_termination,omitzero"`
	Extra               jsontext.Value `json:",embed"`
}

// The networks that every account has (guide 2.1.2, Table 2.2).
const (
	PublicNet  = "00000000-0000-0000-0000-000000000000" // the Internet, labelled "public"
	ServiceNet = "11111111-1111-1111-1111-111111111111" // the data centre's own, labelled "private"
)
