package stub

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// pageLimit is the most servers of a page, as Nova has it by default.
const pageLimit = 1000

// name is the name of a server; the first is number 1.
func (s *Stub) name(n int) string { return s.o.Name + strconv.Itoa(n) }

// ID returns the id of a server.
func ID(n int) string { return fmt.Sprintf("%08x-7c1e-4f0a-9b3d-%012x", n*2654435761%(1<<32), n) }

// number is the server that an id names; 0: none.
func (s *Stub) number(id string) int {
	if len(id) != 36 {
		return 0
	}
	n, err := strconv.ParseInt(id[24:], 16, 64)
	if err != nil || n < 1 || int(n) > s.o.Servers || ID(int(n)) != id {
		return 0
	}
	return int(n)
}

// Pages returns the addresses of the pages of all servers, as a client finds them link by link.
func (s *Stub) Pages() []string {
	first := s.base + compute + "/servers/detail?limit=" + strconv.Itoa(pageLimit)
	all := []string{first}
	for last := pageLimit; last < s.o.Servers; last += pageLimit {
		all = append(all, first+"&marker="+ID(last))
	}
	return all
}

// answerServers answers what begins with /servers.
func (s *Stub) answerServers(w http.ResponseWriter, r *http.Request, path string) {
	xml := strings.Contains(r.Header.Get("Accept"), "xml")
	id, action, _ := strings.Cut(path, "/")
	switch {
	case r.Method == http.MethodPost && path == "":
		write(w, 202, `{"server": {"id": "`+ID(1)+`", "links": [{"rel": "self", "href": "`+s.base+compute+"/servers/"+ID(1)+
			`"}], "OS-DCF:diskConfig": "MANUAL", "security_groups": [{"name": "default"}], "adminPass": "fTm4jCV6TzSa"}}`)
		return
	case r.Method == http.MethodGet && (path == "" || path == "detail"):
		mediaType := "application/json"
		if xml {
			mediaType = "application/xml"
		}
		writeAs(w, 200, mediaType, s.page(r.URL.Query(), path == "detail", xml))
		return
	}
	n := s.number(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case n == 0 || s.deleted[n]:
		write(w, 404, `{"itemNotFound": {"code": 404, "message": "Instance `+id+` could not be found."}}`)
	case r.Method == http.MethodGet && action == "" && xml:
		writeAs(w, 200, "application/xml", append([]byte(xmlHead), s.appendXML(nil, n, xmlNamespaces)...))
	case r.Method == http.MethodGet && action == "":
		writeAs(w, 200, "application/json", append(s.appendJSON([]byte(`{"server": `), n, "ACTIVE"), '}'))
	case r.Method == http.MethodDelete:
		s.deleted[n] = true
		clear(s.pages)
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodPost && action == "action":
		w.WriteHeader(http.StatusAccepted)
	default:
		notFound(w)
	}
}

// page returns a page of servers, which is made at the first request for it.
func (s *Stub) page(q url.Values, detail, xml bool) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := fmt.Sprint(detail, xml, q.Encode())
	if q.Has("changes-since") { // its time is never the same
		key = ""
	}
	if made, ok := s.pages[key]; ok && key != "" {
		return made
	}
	numbers, more := s.choose(q)
	next := ""
	if more {
		after := url.Values{"limit": {strconv.Itoa(len(numbers))}, "marker": {ID(numbers[len(numbers)-1])}}
		if q.Has("name") {
			after.Set("name", q.Get("name"))
		}
		next = s.base + compute + "/servers?" + after.Encode()
		if detail {
			next = strings.Replace(next, "/servers?", "/servers/detail?", 1)
		}
	}
	var made []byte
	if xml {
		made = s.xmlPage(numbers, next)
	} else {
		made = s.jsonPage(numbers, next, detail)
	}
	if key != "" {
		s.pages[key] = made
	}
	return made
}

// choose returns the numbers of the servers of a page, and whether there are more behind it.
func (s *Stub) choose(q url.Values) (numbers []int, more bool) {
	limit := pageLimit
	if l, err := strconv.Atoi(q.Get("limit")); err == nil && l > 0 {
		limit = min(l, pageLimit)
	}
	name, err := regexp.Compile(q.Get("name"))
	if err != nil {
		return nil, false
	}
	for n := s.number(q.Get("marker")) + 1; n <= s.o.Servers; n++ {
		if s.deleted[n] && !q.Has("changes-since") || q.Has("name") && !name.MatchString(s.name(n)) {
			continue
		}
		if len(numbers) == limit {
			return numbers, true
		}
		numbers = append(numbers, n)
	}
	return numbers, false
}
