package nova

import (
	"regexp"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// serverFilter is what a list of servers is narrowed to (guide 2.1.1, fact 16). Parameters that it doesn't know are ignored.
type serverFilter struct {
	image, flavor, status string // "": any
	name, ip, ip6         *regexp.Regexp
	since                 time.Time // changed since then, deleted ones included; zero: those that exist
}

func readServerFilter(c *service.RequestContext) (serverFilter, error) {
	f := serverFilter{
		image: document.LastSegment(c.Query.Get("image")), flavor: document.LastSegment(c.Query.Get("flavor")), status: c.Query.Get("status"),
	}
	if strings.EqualFold(f.status, "DELETED") {
		return f, fault.BadRequest("Only administrators may list deleted instances")
	}
	if all := c.Query.Get("all_tenants"); all != "" && all != "0" && !strings.EqualFold(all, "false") {
		return f, fault.Forbidden("Policy doesn't allow compute:get_all_tenants to be performed.")
	}
	var err error
	if f.name, err = c.Pattern("name"); err != nil {
		return f, err
	}
	if f.ip, err = c.Pattern("ip"); err != nil {
		return f, err
	}
	if f.ip6, err = c.Pattern("ip6"); err != nil {
		return f, err
	}
	f.since, err = c.ChangesSince()
	return f, err
}

// byNameAlone reports that servers are chosen by their names and by nothing else that their records say.
func (f serverFilter) byNameAlone() bool {
	return f.image == "" && f.flavor == "" && f.status == "" && f.ip.String() == "" && f.ip6.String() == "" && f.since.IsZero()
}

// fits applies all filters but the name's, which comes before (serversFrom).
func (f serverFilter) fits(s *compute.Server) bool {
	switch {
	case f.since.IsZero() && !s.Deleted.IsZero(),
		s.Updated.Before(f.since),
		f.image != "" && f.image != s.ImageID,
		f.flavor != "" && f.flavor != s.FlavorID,
		f.status != "" && !strings.EqualFold(f.status, s.State.Status()):
		return false
	}
	return f.fitsAddress(s)
}

// fitsName applies the name's filter to a record. A name is in the record as it is shown, and near its beginning: a search by name among
// thousands reads little of them. What isn't readable fits, and is complained of when it is read whole.
func (f serverFilter) fitsName(record []byte) bool {
	if f.name.String() == "" {
		return true
	}
	name, found := model.RecordName(record)
	return !found || f.name.MatchString(name)
}

func (f serverFilter) fitsAddress(s *compute.Server) bool {
	if f.ip.String() == "" && f.ip6.String() == "" {
		return true
	}
	for _, n := range s.Networks {
		for _, a := range n.Addresses {
			pattern := f.ip
			if a.Version == 6 {
				pattern = f.ip6
			}
			if s.Placed && pattern.String() != "" && pattern.MatchString(a.Addr) {
				return true
			}
		}
	}
	return false
}
