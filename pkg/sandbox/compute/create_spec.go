package compute

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// CreateSpec is a request for servers that has been checked.
type CreateSpec struct {
	Offers     Offers
	ID         string // "": a new one
	name       string
	Image      *Image
	Flavor     api.Flavor
	AdminPass  string
	diskConfig string
	accessIPv4 string
	AccessIPv6 string
	Metadata   api.Metadata
	keyName    string
	zone       string
	groups     []string              // security groups
	Volumes    []string              // to attach from the beginning
	FromVolume bool                  // it boots from a volume, and has no image
	Fixed      map[string]netip.Addr // by network: the address to have there
	Networks   []string              // their ids
	NICs       []NIC                 // what networks and ports of the tenant's own to attach to, in the request's order

	Today Today

	MinCount, MaxCount int // how many servers
}

// Offers are what a create may choose from, and how much of it.
type Offers struct {
	Quota      Quota
	Flavor     func(id string) (api.Flavor, bool)
	Image      func(id string) (*Image, error) // nil: none
	HasKeypair func(name string) (bool, error)
	Networks   []string        // ids
	MayAttach  func(NIC) error // whether there is such a port, or network of the tenant's own; nil: there is none
	Today      bool            // it is a create of v2.1, whose networks are those that it names, or all by default
}

// CheckCreate checks the members of a create's "server" one after another, in Nova's order, so that of several mistakes the same is
// named (errors.tsv, guide 2.1.2).
func CheckCreate(members document.Object, offered Offers) (*CreateSpec, error) {
	o := &CreateSpec{Offers: offered}
	for _, check := range []func(*CreateSpec, document.Object) error{
		CheckDiskConfig, checkAdminPass, CheckName, checkDisks, CheckImageRef, checkPersonality, CheckNetworks, CheckAccess, CheckKeyName,
		checkUserData, CheckZone, CheckGroups, CheckFlavorRef, checkCounts, CheckFit, CheckPolicy, CheckMetadata,
	} {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// CheckDiskConfig reads the disk configuration into the spec, and refuses one that there is not.
func CheckDiskConfig(o *CreateSpec, members document.Object) (err error) {
	o.diskConfig, err = ReadDiskConfig(members)
	return err
}

// ReadDiskConfig reads the disk configuration that a request asks for; "" where it asks for none.
func ReadDiskConfig(members document.Object) (string, error) {
	const member = "OS-DCF:diskConfig"
	if !members.Has(member) {
		return "", nil
	}
	config, _ := members.Text(member)
	if config != "AUTO" && config != "MANUAL" {
		return "", fault.BadRequest("OS-DCF:diskConfig must be either 'MANUAL' or 'AUTO'.")
	}
	return config, nil
}

func checkAdminPass(o *CreateSpec, members document.Object) error {
	if !members.Has("adminPass") {
		o.AdminPass = random.Password()
		return nil
	}
	var ok bool
	if o.AdminPass, ok = members.Text("adminPass"); !ok || o.AdminPass == "" {
		return fault.BadRequest("Invalid adminPass")
	}
	return nil
}

// CheckName reads the name into the spec, and refuses a request without one.
func CheckName(o *CreateSpec, members document.Object) error {
	if !members.Has("name") {
		return fault.BadRequest("Server name is not defined")
	}
	name, ok := members.Text("name")
	o.name = strings.TrimSpace(name)
	switch {
	case !ok:
		return fault.BadRequest("Server name is not a string or unicode")
	case o.name == "":
		return fault.BadRequest("Server name has less than 1 characters.")
	case utf8.RuneCountInString(name) > 255:
		return fault.BadRequest("Server name has more than 255 characters.")
	}
	return nil
}

// CheckImageRef takes an id or a URL that ends in one (guide 1.5). An unknown image is 400, not 404 (fact 10).
func CheckImageRef(o *CreateSpec, members document.Object) error {
	ref, _ := members.Text("imageRef")
	switch {
	case ref == "" && o.FromVolume: // fact 19
		if o.diskConfig == "" {
			o.diskConfig = "MANUAL"
		}
		return nil
	case ref == "":
		return fault.BadRequest("Missing imageRef attribute")
	}
	id := document.LastSegment(ref)
	if !random.IsUUID(id) {
		return fault.BadRequest("Invalid imageRef provided.")
	}
	found, err := o.Offers.Image(id)
	if err != nil {
		return err
	}
	if found == nil || !found.Exists() {
		return fault.BadRequest("Can not find requested image")
	}
	o.Image = found
	if o.diskConfig == "" {
		o.diskConfig = o.Image.DiskConfig // a server inherits its image's (guide 3.2)
	}
	return nil
}

// CheckAccess reads the access addresses into the spec, and refuses what is no address.
func CheckAccess(o *CreateSpec, members document.Object) error {
	four, err := checkAddress(members, "accessIPv4", netip.Addr.Is4)
	if err != nil {
		return fault.BadRequest("accessIPv4 is not proper IPv4 format")
	}
	six, err := checkAddress(members, "accessIPv6", netip.Addr.Is6)
	if err != nil {
		return fault.BadRequest("accessIPv6 is not proper IPv6 format")
	}
	o.accessIPv4, o.AccessIPv6 = four, six
	return nil
}

// checkAddress reads an address of one family; "" and null are none.
func checkAddress(members document.Object, name string, family func(netip.Addr) bool) (string, error) {
	if text, isText := members.Text(name); !members.Has(name) || isText && text == "" {
		return "", nil
	}
	text, _ := members.Text(name)
	address, err := netip.ParseAddr(text)
	if err != nil || !family(address) || address.Zone() != "" {
		return "", errNoAddress
	}
	return text, nil
}

var errNoAddress = fault.BadRequest("not an address of the family")

// CheckKeyName takes the name of a key pair; "" and null are none.
func CheckKeyName(o *CreateSpec, members document.Object) error {
	o.keyName, _ = members.Text("key_name")
	if o.keyName == "" {
		return nil
	}
	known, err := o.Offers.HasKeypair(o.keyName)
	if err == nil && !known {
		err = fault.BadRequest("Invalid key_name provided.")
	}
	return err
}

// CheckFlavorRef takes an id, as text or as a number, or a URL that ends in one (guide 1.5).
func CheckFlavorRef(o *CreateSpec, members document.Object) error {
	ref := members.TextOrNumber("flavorRef")
	if ref == "" {
		return fault.BadRequest("Missing flavorRef attribute")
	}
	var found bool
	if o.Flavor, found = o.Offers.Flavor(document.LastSegment(ref)); !found {
		return fault.BadRequest("Invalid flavorRef provided.")
	}
	return nil
}

// checkCounts reads how many servers are wanted, in either spelling (fact 34).
func checkCounts(o *CreateSpec, members document.Object) error {
	minCount, err := count(members, 1, "min_count", "minCount")
	if err != nil {
		return err
	}
	maxCount, err := count(members, minCount, "max_count", "maxCount")
	if err != nil {
		return err
	}
	if minCount > maxCount {
		return fault.BadRequest("min_count must be <= max_count")
	}
	o.MinCount, o.MaxCount = minCount, maxCount
	return nil
}

func count(members document.Object, missing int, names ...string) (int, error) {
	for _, name := range names {
		if !members.Has(name) {
			continue
		}
		n, err := strconv.Atoi(members.TextOrNumber(name))
		if err != nil {
			return 0, fault.BadRequest("%s must be an integer", names[0])
		}
		if n < 1 {
			return 0, fault.BadRequest("%s must be > 0", names[0])
		}
		return n, nil
	}
	return missing, nil
}

// CheckFit refuses an image that needs more than the flavor has.
func CheckFit(o *CreateSpec, _ document.Object) error {
	if o.Image == nil {
		return nil
	}
	return Fit(o.Image, o.Flavor)
}

// Fit refuses an image that is not active, or that a flavor is too small for.
func Fit(i *Image, f api.Flavor) error {
	switch {
	case i.State.Status != "ACTIVE":
		return fault.BadRequest("Image %s is not active.", i.ID)
	case i.MinRAM > *f.RAM:
		return fault.BadRequest("Instance type's memory is too small for requested image.")
	case *f.Disk > 0 && i.MinDisk > *f.Disk:
		return fault.BadRequest("Instance type's disk is too small for requested image.")
	}
	return nil
}

// CheckPolicy refuses the flavors that have no disk of their own and so boot from a volume only (errors.tsv).
func CheckPolicy(o *CreateSpec, _ document.Object) error {
	class, _ := o.Flavor.ExtraSpecs.Get("policy_class")
	if o.Image != nil && (class == "compute_flavor" || class == "memory_flavor") {
		return fault.Forbidden("Policy doesn't allow %s:create:image_backed to be performed.", class)
	}
	return nil
}

// NameOf numbers the names of servers that are made together, as Nova does ("%(name)s-%(count)d").
func NameOf(o *CreateSpec, i int) string {
	if o.MaxCount == 1 {
		return o.name
	}
	return fmt.Sprintf("%s-%d", o.name, i+1)
}
