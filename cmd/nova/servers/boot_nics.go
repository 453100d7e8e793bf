package servers

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// networks sets the networks of a new server.
func (b *bootSpec) networks() error {
	policy, nics, err := nics(b.Nova)
	if err != nil {
		return err
	}
	if policy == "" && nics == nil && b.Minor >= 37 {
		policy = "auto"
	}
	if policy != "" {
		b.server.Set("networks", policy)
		return nil
	}
	var list []any
	for _, nic := range nics {
		d, err := b.nicBody(nic)
		if err != nil {
			return err
		}
		list = append(list, d)
	}
	if list != nil {
		b.server.Set("networks", list)
	}
	return nil
}

// nicBody is a NIC as a new server's document has it.
func (b *bootSpec) nicBody(nic *pytext.Dict) (*pytext.Dict, error) {
	four, six := nic.Text("v4-fixed-ip"), nic.Text("v6-fixed-ip")
	switch {
	case four != "" && six != "":
		return nil, session.Errorf("Only one of 'v4-fixed-ip' and 'v6-fixed-ip' may be provided.")
	case b.Minor < 32 && nic.Text("tag") != "":
		return nil, session.Failure("ValueError", "Setting interface tags is unsupported before microversion 2.32")
	}
	d := pytext.NewDict()
	for _, pair := range [][2]string{{"uuid", "net-id"}, {"fixed_ip", "v4-fixed-ip"}, {"fixed_ip", "v6-fixed-ip"}, {"port", "port-id"}, {"tag", "tag"}} {
		if v := nic.Text(pair[1]); v != "" {
			d.Set(pair[0], v)
		}
	}
	return d, nil
}

// nicTags reports whether NICs may have tags.
func nicTags(s *session.Nova) bool { return s.Minor >= 32 && s.Minor <= 36 || s.Minor >= 42 }

// badNIC says what a --nic looks like.
func badNIC(s *session.Nova, word string) error {
	form, more := "net-id=net-uuid,net-name=network-name,v4-fixed-ip=ip-addr,v6-fixed-ip=ip-addr,port-id=port-uuid", ""
	if s.Minor >= 37 {
		form, more = "auto,none,"+form, " Specifying a --nic of auto or none cannot be used with any other --nic value."
	}
	if nicTags(s) {
		form += ",tag=tag"
	}
	return session.Errorf("Invalid nic argument '%s'. Nic arguments must be of the form --nic <%s>, with only one of net-id, net-name or port-id specified.%s",
		word, form, more)
}

// nics reads --nic: auto or none, or the NICs.
func nics(s *session.Nova) (policy string, nics []*pytext.Dict, err error) {
	words := s.Args.Texts("nics")
	for i, word := range words {
		isPolicy := slices.ContainsFunc(strings.Split(word, ","), func(part string) bool { return part == "auto" || part == "none" })
		switch {
		case isPolicy && s.Minor < 37:
			return "", nil, badNIC(s, word)
		case policy != "" || isPolicy && strings.Contains(word, ","):
			return "", nil, session.Errorf("'auto' or 'none' cannot be used with any other nic arguments")
		case isPolicy && nics != nil && i == len(words)-1:
			return "", nil, badNIC(s, word)
		case isPolicy:
			policy = word
			continue
		}
		nic, err := nic(s, word)
		if err != nil {
			return "", nil, err
		}
		nics = append(nics, nic)
	}
	return policy, nics, nil
}

// nic reads a NIC.
func nic(s *session.Nova, word string) (*pytext.Dict, error) {
	known := []string{"net-id", "v4-fixed-ip", "v6-fixed-ip", "port-id", "net-name"}
	if nicTags(s) {
		known = append(known, "tag")
	}
	nic := pytext.NewDict()
	for part := range strings.SplitSeq(word, ",") {
		key, value, ok := strings.Cut(part, "=")
		if !ok || !slices.Contains(known, key) {
			return nil, badNIC(s, word)
		}
		if key == "net-name" {
			id, err := s.FindNetwork(value)
			if err != nil {
				return nil, err
			}
			key, value = "net-id", id
		}
		if _, twice := nic.Get(key); twice {
			return nil, badNIC(s, word)
		}
		nic.Set(key, value)
	}
	_, four := nic.Get("v4-fixed-ip")
	_, six := nic.Get("v6-fixed-ip")
	switch {
	case four && !isAddress(nic.Text("v4-fixed-ip"), false):
		return nil, session.Errorf("Invalid ipv4 address.")
	case six && !isAddress(nic.Text("v6-fixed-ip"), true):
		return nil, session.Errorf("Invalid ipv6 address.")
	case (nic.Text("net-id") == "") == (nic.Text("port-id") == ""):
		return nil, badNIC(s, word)
	}
	return nic, nil
}
