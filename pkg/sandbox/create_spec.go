package sandbox

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/api"
)

// createSpec is a request for servers that has been checked.
type createSpec struct {
	offers     offers
	id         string // "": a new one
	name       string
	image      *image
	flavor     api.Flavor
	adminPass  string
	diskConfig string
	accessIPv4 string
	accessIPv6 string
	metadata   api.Metadata
	keyName    string
	zone       string
	groups     []string              // security groups
	volumes    []string              // to attach from the beginning
	fromVolume bool                  // it boots from a volume, and has no image
	fixed      map[string]netip.Addr // by network: the address to have there
	networks   []string              // their ids

	minCount, maxCount int // how many servers
}

// offers are what a create may choose from, and how much of it.
type offers struct {
	Quota      Quota
	Flavor     func(id string) (api.Flavor, bool)
	Image      func(id string) (*image, error) // nil: none
	HasKeypair func(name string) (bool, error)
	Networks   []string // ids
}

// checkCreate checks the members of a create's "server" one after another, in Nova's order, so that of several mistakes the same is
// named (errors.tsv, guide 2.1.2).
func checkCreate(members object, offered offers) (*createSpec, error) {
	o := &createSpec{offers: offered}
	for _, check := range []func(*createSpec, object) error{
		checkDiskConfig, checkAdminPass, checkName, checkDisks, checkImageRef, checkPersonality, checkNetworks, checkAccess, checkKeyName,
		checkUserData, checkZone, checkGroups, checkFlavorRef, checkCounts, checkFit, checkPolicy, checkMetadata,
	} {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func checkDiskConfig(o *createSpec, members object) (err error) {
	o.diskConfig, err = readDiskConfig(members)
	return err
}

// readDiskConfig reads the disk configuration that a request asks for; "" where it asks for none.
func readDiskConfig(members object) (string, error) {
	const member = "OS-DCF:diskConfig"
	if !members.has(member) {
		return "", nil
	}
	config, _ := members.text(member)
	if config != "AUTO" && config != "MANUAL" {
		return "", badRequest("OS-DCF:diskConfig must be either 'MANUAL' or 'AUTO'.")
	}
	return config, nil
}

func checkAdminPass(o *createSpec, members object) error {
	if !members.has("adminPass") {
		o.adminPass = newPassword()
		return nil
	}
	var ok bool
	if o.adminPass, ok = members.text("adminPass"); !ok || o.adminPass == "" {
		return badRequest("Invalid adminPass")
	}
	return nil
}

func checkName(o *createSpec, members object) error {
	if !members.has("name") {
		return badRequest("Server name is not defined")
	}
	name, ok := members.text("name")
	o.name = strings.TrimSpace(name)
	switch {
	case !ok:
		return badRequest("Server name is not a string or unicode")
	case o.name == "":
		return badRequest("Server name has less than 1 characters.")
	case utf8.RuneCountInString(name) > 255:
		return badRequest("Server name has more than 255 characters.")
	}
	return nil
}

// checkImageRef takes an id or a URL that ends in one (guide 1.5). An unknown image is 400, not 404 (fact 10).
func checkImageRef(o *createSpec, members object) error {
	ref, _ := members.text("imageRef")
	switch {
	case ref == "" && o.fromVolume: // fact 19
		if o.diskConfig == "" {
			o.diskConfig = "MANUAL"
		}
		return nil
	case ref == "":
		return badRequest("Missing imageRef attribute")
	}
	id := lastSegment(ref)
	if !isUUID(id) {
		return badRequest("Invalid imageRef provided.")
	}
	found, err := o.offers.Image(id)
	if err != nil {
		return err
	}
	if found == nil || !found.exists() {
		return badRequest("Can not find requested image")
	}
	o.image = found
	if o.diskConfig == "" {
		o.diskConfig = o.image.DiskConfig // a server inherits its image's (guide 3.2)
	}
	return nil
}

func checkAccess(o *createSpec, members object) error {
	four, err := checkAddress(members, "accessIPv4", netip.Addr.Is4)
	if err != nil {
		return badRequest("accessIPv4 is not proper IPv4 format")
	}
	six, err := checkAddress(members, "accessIPv6", netip.Addr.Is6)
	if err != nil {
		return badRequest("accessIPv6 is not proper IPv6 format")
	}
	o.accessIPv4, o.accessIPv6 = four, six
	return nil
}

// checkAddress reads an address of one family; "" and null are none.
func checkAddress(members object, name string, family func(netip.Addr) bool) (string, error) {
	if text, isText := members.text(name); !members.has(name) || isText && text == "" {
		return "", nil
	}
	text, _ := members.text(name)
	address, err := netip.ParseAddr(text)
	if err != nil || !family(address) || address.Zone() != "" {
		return "", errNoAddress
	}
	return text, nil
}

var errNoAddress = badRequest("not an address of the family")

// checkKeyName takes the name of a key pair; "" and null are none.
func checkKeyName(o *createSpec, members object) error {
	o.keyName, _ = members.text("key_name")
	if o.keyName == "" {
		return nil
	}
	known, err := o.offers.HasKeypair(o.keyName)
	if err == nil && !known {
		err = badRequest("Invalid key_name provided.")
	}
	return err
}

// checkFlavorRef takes an id, as text or as a number, or a URL that ends in one (guide 1.5).
func checkFlavorRef(o *createSpec, members object) error {
	ref := members.textOrNumber("flavorRef")
	if ref == "" {
		return badRequest("Missing flavorRef attribute")
	}
	var found bool
	if o.flavor, found = o.offers.Flavor(lastSegment(ref)); !found {
		return badRequest("Invalid flavorRef provided.")
	}
	return nil
}

// checkCounts reads how many servers are wanted, in either spelling (fact 34).
func checkCounts(o *createSpec, members object) error {
	minCount, err := count(members, 1, "min_count", "minCount")
	if err != nil {
		return err
	}
	maxCount, err := count(members, minCount, "max_count", "maxCount")
	if err != nil {
		return err
	}
	if minCount > maxCount {
		return badRequest("min_count must be <= max_count")
	}
	o.minCount, o.maxCount = minCount, maxCount
	return nil
}

func count(members object, missing int, names ...string) (int, error) {
	for _, name := range names {
		if !members.has(name) {
			continue
		}
		n, err := strconv.Atoi(members.textOrNumber(name))
		if err != nil {
			return 0, badRequest("%s must be an integer", names[0])
		}
		if n < 1 {
			return 0, badRequest("%s must be > 0", names[0])
		}
		return n, nil
	}
	return missing, nil
}

// checkFit refuses an image that needs more than the flavor has.
func checkFit(o *createSpec, _ object) error {
	if o.image == nil {
		return nil
	}
	return fit(o.image, o.flavor)
}

func fit(i *image, f api.Flavor) error {
	switch {
	case i.State.Status != "ACTIVE":
		return badRequest("Image %s is not active.", i.ID)
	case i.MinRAM > *f.RAM:
		return badRequest("Instance type's memory is too small for requested image.")
	case *f.Disk > 0 && i.MinDisk > *f.Disk:
		return badRequest("Instance type's disk is too small for requested image.")
	}
	return nil
}

// checkPolicy refuses the flavors that have no disk of their own and so boot from a volume only (errors.tsv).
func checkPolicy(o *createSpec, _ object) error {
	class, _ := o.flavor.ExtraSpecs.Get("policy_class")
	if o.image != nil && (class == "compute_flavor" || class == "memory_flavor") {
		return forbidden("Policy doesn't allow %s:create:image_backed to be performed.", class)
	}
	return nil
}

// nameOf numbers the names of servers that are made together, as Nova does ("%(name)s-%(count)d").
func nameOf(o *createSpec, i int) string {
	if o.maxCount == 1 {
		return o.name
	}
	return fmt.Sprintf("%s-%d", o.name, i+1)
}
