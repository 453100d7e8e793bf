package servers

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// nicMembers are the members of a new server's network, by the keys of --nic.
var nicMembers = map[string]string{"net-id": "uuid", "net-name": "uuid", "v4-fixed-ip": "fixed_ip", "v6-fixed-ip": "fixed_ip", "port-id": "port", "tag": "tag"}

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

// bootNetworks reads --nic: auto or none, or the NICs.
func bootNetworks(s *session.Nova, dest, _ string) (any, error) {
	var policy string
	var nics []any
	words := s.Args.Texts(dest)
	for i, word := range words {
		isPolicy := slices.ContainsFunc(strings.Split(word, ","), func(part string) bool { return part == "auto" || part == "none" })
		switch {
		case isPolicy && s.Minor < 37:
			return nil, badNIC(s, word)
		case policy != "" || isPolicy && strings.Contains(word, ","):
			return nil, session.Errorf("'auto' or 'none' cannot be used with any other nic arguments")
		case isPolicy && nics != nil && i == len(words)-1:
			return nil, badNIC(s, word)
		case isPolicy:
			policy = word
			continue
		}
		nic, err := nic(s, word)
		if err != nil {
			return nil, err
		}
		nics = append(nics, nic)
	}
	switch {
	case policy != "":
		return policy, nil
	case nics != nil:
		return nics, nil
	case s.Minor >= 37:
		return "auto", nil
	}
	return nil, nil
}

// nic reads a NIC.
func nic(s *session.Nova, word string) (*pytext.Dict, error) {
	nic := pytext.NewDict()
	for part := range strings.SplitSeq(word, ",") {
		key, value, ok := strings.Cut(part, "=")
		if !ok || nicMembers[key] == "" || key == "tag" && !nicTags(s) {
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
	return nicBody(s, word, nic)
}

// nicBody is a NIC as a new server's document has it.
func nicBody(s *session.Nova, word string, nic *pytext.Dict) (*pytext.Dict, error) {
	_, four := nic.Get("v4-fixed-ip")
	_, six := nic.Get("v6-fixed-ip")
	switch {
	case four && !isAddress(nic.Text("v4-fixed-ip"), false):
		return nil, session.Errorf("Invalid ipv4 address.")
	case six && !isAddress(nic.Text("v6-fixed-ip"), true):
		return nil, session.Errorf("Invalid ipv6 address.")
	case (nic.Text("net-id") == "") == (nic.Text("port-id") == ""):
		return nil, badNIC(s, word)
	case four && six:
		return nil, session.Errorf("Only one of 'v4-fixed-ip' and 'v6-fixed-ip' may be provided.")
	}
	d := pytext.NewDict()
	for _, key := range nic.Keys() {
		if v := nic.Text(key); v != "" {
			d.Set(nicMembers[key], v)
		}
	}
	return d, nil
}

// isAddress reports whether text is an address of IPv4, or of IPv6.
func isAddress(text string, six bool) bool {
	a, err := netip.ParseAddr(text)
	return err == nil && a.Is6() == six
}
