package build

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// existing is a server that is there under the name of one to ensure.
type existing struct {
	api.Server
	doc    jsontext.Value
	mark   mark
	marked bool
}

// list lists the servers that have the name and aren't on their way out.
func (b *builder) list(ctx context.Context, name string) (found []*existing, err error) {
	for doc, err := range b.Client.ListServers(ctx, client.ServerFilter{Name: client.ExactName(name)}) {
		if err != nil {
			return nil, err
		}
		s := &existing{doc: doc.Clone()}
		if _, err := api.Read(doc, &s.Server); err != nil {
			return nil, err
		}
		if s.Name == name && !s.leaving() {
			s.mark, s.marked = readMark(s.Metadata)
			found = append(found, s)
		}
	}
	return found, nil
}

// differsError is a server that is there and isn't what was asked for.
type differsError struct {
	*existing
	differences []output.Difference
	mends       []string // commands that take differences away
}

// Error returns each difference.
func (e *differsError) Error() string {
	texts := make([]string, len(e.differences))
	for i, d := range e.differences {
		texts[i] = fmt.Sprintf("%s is %s, not %s", d.Member, shown(d.Is), shown(d.Wanted))
	}
	return fmt.Sprintf("it is there (%s) and differs: %s", e.ID, strings.Join(texts, "; "))
}

// shown is a value as a sentence has it.
func shown(value string) string {
	if value == "" {
		return "absent"
	}
	return strconv.Quote(value)
}

// Kind returns conflict.
func (e *differsError) Kind() string { return "conflict" }

// Differences returns them for programs.
func (e *differsError) Differences() []output.Difference { return e.differences }

// Hint returns the commands that make it what was asked for, as far as there are some.
func (e *differsError) Hint() string {
	if len(e.mends) == 0 {
		return "ensure it under another name, or delete it first"
	}
	return "change it with: " + strings.Join(e.mends, "; ")
}

// comparison holds a server against a request.
type comparison struct {
	differsError
	unseen []string // parts that can't be compared: the server tells nothing of them
}

// compare holds s against req. Of the flavor it is told the name, where the cloud shows that alone.
func compare(req api.ServerCreate, s *existing, flavorName string) *comparison {
	c := &comparison{differsError: differsError{existing: s}}
	boots := slices.ContainsFunc(bootDisks(req), func(d api.BlockDevice) bool { return d.SourceType != "image" })
	if image := path.Base(req.ImageRef); req.ImageRef != "" && !boots {
		c.check("image", cell.RefID(s.Image), image, "server rebuild "+s.ID+" --image "+image)
	}
	wanted := path.Base(req.FlavorRef)
	if flavorName != "" {
		wanted = flavorName
	}
	c.check("flavor", cell.Flavor(s.Flavor), wanted, "server resize "+s.ID+" --flavor "+path.Base(req.FlavorRef))
	for _, p := range req.Metadata {
		if p.Key != MarkKey {
			is, _ := s.Metadata.Get(p.Key)
			c.check("metadata "+p.Key, is, p.Value, "metadata set server "+s.ID+" "+shellPair(p))
		}
	}
	c.asked("key_name", s.KeyName.Value, req.KeyName, "")
	c.asked("accessIPv4", cell.Text(s.AccessIPv4), req.AccessIPv4, "server update "+s.ID+" --access-ipv4 "+req.AccessIPv4)
	c.asked("accessIPv6", cell.Text(s.AccessIPv6), req.AccessIPv6, "server update "+s.ID+" --access-ipv6 "+req.AccessIPv6)
	c.asked("OS-DCF:diskConfig", s.DiskConfig, req.DiskConfig, "")
	if s.Status != "BUILD" { // what is set while it builds
		zone, _, _ := strings.Cut(req.AvailabilityZone, ":") // a host goes after it
		c.asked("OS-EXT-AZ:availability_zone", s.Zone.Value, zone, "")
		c.groups(req.SecurityGroups)
	}
	c.hidden(req)
	return c
}

// check notes a difference where the server has another value than is wanted.
func (c *comparison) check(member, is, wanted, mend string) {
	if is == wanted {
		return
	}
	c.differences = append(c.differences, output.Difference{Member: member, Is: is, Wanted: wanted})
	if mend != "" {
		c.mends = append(c.mends, "novactl "+mend)
	}
}

// asked is check for a member that counts only where it was asked for, and only on clouds that show it.
func (c *comparison) asked(member, is, wanted, mend string) {
	if wanted == "" {
		return
	}
	if is == "" && !c.shows(member) {
		c.unseen = append(c.unseen, member)
		return
	}
	c.check(member, is, wanted, mend)
}

// shows reports whether the server's document has the member.
func (c *comparison) shows(member string) bool {
	_, err := api.Member(c.doc, member)
	return err == nil
}

// groups notes the security groups that it isn't in. Those that a request names by id, no server shows.
func (c *comparison) groups(wanted []api.SecurityGroup) {
	for _, g := range wanted {
		switch {
		case ref.IsUUID(g.Name), len(c.Groups) == 0 && !c.shows("security_groups"):
			c.unseen = append(c.unseen, "security group "+g.Name)
		case !slices.ContainsFunc(c.Groups, func(is api.SecurityGroup) bool { return is.Name == g.Name }):
			c.check("security_groups", "", g.Name, "server add-security-group "+c.ID+" "+g.Name)
		}
	}
}

// hidden compares what the server doesn't show with what its mark says of it.
func (c *comparison) hidden(req api.ServerCreate) {
	wanted := hiddenParts(req)
	for _, p := range wanted {
		name := strings.ReplaceAll(p.name, "_", " ")
		if !c.marked {
			c.unseen = append(c.unseen, name)
			continue
		}
		c.check(name, sum(c.mark.digests[p.name]), sum(p.digest()), "")
	}
	for _, name := range slices.Sorted(maps.Keys(c.mark.digests)) {
		if !slices.ContainsFunc(wanted, func(p part) bool { return p.name == name }) {
			c.check(strings.ReplaceAll(name, "_", " "), sum(c.mark.digests[name]), "", "")
		}
	}
}

// sum is a digest as a difference shows it.
func sum(digest string) string {
	if digest == "" {
		return ""
	}
	return "SHA-256 " + digest + "…"
}

// shellPair is an item as an argument of a shell.
func shellPair(p api.Pair) string {
	return "'" + strings.ReplaceAll(p.Key+"="+p.Value, "'", `'\''`) + "'"
}
