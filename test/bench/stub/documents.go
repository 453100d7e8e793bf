package stub

import (
	"fmt"
	"html"
)

// jsonPage is a page as Nova writes it: Python's JSON has a blank behind each comma and colon.
func (s *Stub) jsonPage(numbers []int, next string, detail bool) []byte {
	page := []byte(`{"servers": [`)
	for i, n := range numbers {
		if i > 0 {
			page = append(page, ", "...)
		}
		switch {
		case !detail:
			page = fmt.Appendf(page, `{"id": %q, "name": %q, "links": %s}`, ID(n), s.name(n), s.links(n))
		case s.deleted[n]:
			page = s.appendJSON(page, n, "DELETED")
		default:
			page = s.appendJSON(page, n, "ACTIVE")
		}
	}
	page = append(page, ']')
	if next != "" {
		page = fmt.Appendf(page, `, "servers_links": [{"rel": "next", "href": %q}]`, next)
	}
	return append(page, '}')
}

func (s *Stub) links(n int) string {
	return fmt.Sprintf(`[{"rel": "self", "href": "%s%s/servers/%s"}, {"rel": "bookmark", "href": "%s/compute/servers/%s"}]`, s.base, compute, ID(n), s.base, ID(n))
}

// appendJSON appends a server as a Nova 26 shows it to its owner at microversion 2.1.
func (s *Stub) appendJSON(text []byte, n int, status string) []byte {
	vm := map[string]string{"ACTIVE": "active", "DELETED": "deleted"}[status]
	text = fmt.Appendf(text, `{"id": %q, "name": %q, "status": %q, "tenant_id": %q, "user_id": "6c1f4a0e9d5b4b0c8f9e7d2a3b4c5d6e", "metadata": {"role": "web", `+
		`"rack": "r%d"}, "hostId": "b3f1c9a7e2d4f6081a3c5e7092b4d6f80123456789abcdef01234567", "image": {"id": %q, "links": [{"rel": "bookmark", `+
		`"href": "%s/compute/images/%s"}]}, "flavor": {"id": "1", "links": [{"rel": "bookmark", "href": "%s/compute/flavors/1"}]}, `+
		`"created": "2024-05-14T09:%02d:%02dZ", "updated": "2024-05-14T09:%02d:%02dZ", `,
		ID(n), s.name(n), status, project, n%40, imageID, s.base, imageID, s.base, n/60%60, n%60, n/60%60, n%60)
	text = fmt.Appendf(text, `"addresses": {"private": [{"version": 4, "addr": "10.%d.%d.%d", "OS-EXT-IPS:type": "fixed", "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:%02x:%02x:%02x"}, `+
		`{"version": 6, "addr": "2001:db8::%x", "OS-EXT-IPS:type": "fixed", "OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:%02x:%02x:%02x"}]}, `,
		n>>16&255, n>>8&255, n&255, n>>16&255, n>>8&255, n&255, n, n>>16&255, n>>8&255, n&255)
	return fmt.Appendf(text, `"accessIPv4": "", "accessIPv6": "", "links": %s, "OS-DCF:diskConfig": "MANUAL", "progress": 0, "OS-EXT-AZ:availability_zone": "nova", `+
		`"config_drive": "", "key_name": null, "OS-SRV-USG:launched_at": "2024-05-14T09:10:00.000000", "OS-SRV-USG:terminated_at": null, `+
		`"security_groups": [{"name": "default"}], "OS-EXT-STS:task_state": null, "OS-EXT-STS:vm_state": %q, "OS-EXT-STS:power_state": 1, `+
		`"os-extended-volumes:volumes_attached": []}`, s.links(n), vm)
}

const xmlHead = "<?xml version='1.0' encoding='UTF-8'?>\n"

// xmlNamespaces are those of a server in XML, on the root of its document.
const xmlNamespaces = ` xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1"` +
	` xmlns:OS-EXT-STS="http://docs.openstack.org/compute/ext/extended_status/api/v1.1" xmlns:atom="http://www.w3.org/2005/Atom"` +
	` xmlns="http://docs.openstack.org/compute/api/v1.1"`

func (s *Stub) xmlPage(numbers []int, next string) []byte {
	page := []byte(xmlHead + "<servers" + xmlNamespaces + ">")
	for _, n := range numbers {
		page = s.appendXML(page, n, "")
	}
	if next != "" {
		page = fmt.Appendf(page, `<atom:link href="%s" rel="next"/>`, html.EscapeString(next))
	}
	return append(page, "</servers>"...)
}

// appendXML appends a server as the guide's example 2.4 has it.
func (s *Stub) appendXML(text []byte, n int, namespaces string) []byte {
	text = fmt.Appendf(text, `<server%s status="ACTIVE" updated="2024-05-14T09:%02d:%02dZ" hostId="b3f1c9a7e2d4f6081a3c5e7092b4d6f80123456789abcdef01234567" `+
		`name="%s" created="2024-05-14T09:%02d:%02dZ" userId="6c1f4a0e9d5b4b0c8f9e7d2a3b4c5d6e" tenantId="%s" accessIPv4="" accessIPv6="" progress="100" id="%s" `+
		`OS-EXT-STS:vm_state="active" OS-EXT-STS:task_state="None" OS-EXT-STS:power_state="1" OS-DCF:diskConfig="MANUAL">`,
		namespaces, n/60%60, n%60, s.name(n), n/60%60, n%60, project, ID(n))
	text = fmt.Appendf(text, `<image id="%s"><atom:link href="%s/compute/images/%s" rel="bookmark"/></image><flavor id="1"><atom:link href="%s/compute/flavors/1" rel="bookmark"/></flavor>`+
		`<metadata><meta key="role">web</meta><meta key="rack">r%d</meta></metadata><addresses><network id="private"><ip version="4" addr="10.%d.%d.%d"/>`+
		`<ip version="6" addr="2001:db8::%x"/></network></addresses>`, imageID, s.base, imageID, s.base, n%40, n>>16&255, n>>8&255, n&255, n)
	return fmt.Appendf(text, `<atom:link href="%s%s/servers/%s" rel="self"/><atom:link href="%s/compute/servers/%s" rel="bookmark"/></server>`, s.base, compute, ID(n), s.base, ID(n))
}
