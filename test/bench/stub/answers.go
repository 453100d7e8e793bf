package stub

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The stub's project, and the paths of its services.
const (
	project   = "9f8b3c0d4e5f4a6b8c7d6e5f4a3b2c1d"
	compute   = "/compute/v2.1"
	image     = "/image"
	imageName = "cirros 0.6"
	imageID   = "5a0d3a8e-7f0c-4c5e-9a41-0f6d6b3b6e4c"
)

// answer answers a request. Paths are tried in order, the busiest first.
func (s *Stub) answer(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimSuffix(r.URL.Path, "/")
	if rest, ok := strings.CutPrefix(path, compute); ok {
		rest = strings.TrimPrefix(rest, "/"+project)
		s.answerCompute(w, r, rest)
		return
	}
	if rest, ok := strings.CutPrefix(path, image); ok {
		s.answerImage(w, r, strings.TrimPrefix(rest, "/v2"))
		return
	}
	switch {
	case r.Method == http.MethodPost && path == "/identity/v3/auth/tokens":
		s.signIn(w)
	case path == "/identity/v3" || path == "/identity":
		write(w, 200, `{"version":{"id":"v3.14","status":"stable","updated":"2020-04-07T00:00:00Z","links":[{"rel":"self","href":"`+s.URL+`/"}],`+
			`"media-types":[{"base":"application/json","type":"application/vnd.openstack.identity-v3+json"}]}}`)
	default:
		notFound(w)
	}
}

func (s *Stub) answerCompute(w http.ResponseWriter, r *http.Request, path string) {
	rest, isServer := strings.CutPrefix(path, "/servers")
	switch {
	case isServer:
		s.answerServers(w, r, strings.TrimPrefix(rest, "/"))
	case path == "":
		write(w, 200, `{"version":{"id":"v2.1","status":"CURRENT","version":"2.1","min_version":"2.1","updated":"2013-07-23T11:33:21Z",`+
			`"links":[{"rel":"self","href":"`+s.base+compute+`/"}],"media-types":[{"base":"application/json",`+
			`"type":"application/vnd.openstack.compute+json;version=2.1"}]}}`)
	case path == "/images/detail" || path == "/images":
		items := s.novaImage()
		if name := r.URL.Query().Get("name"); name != "" && name != imageName {
			items = ""
		}
		write(w, 200, `{"images": [`+items+`]}`)
	case path == "/images/"+imageID:
		write(w, 200, `{"image": `+s.novaImage()+`}`)
	case path == "/flavors" || path == "/flavors/detail":
		write(w, 200, `{"flavors": [`+s.flavor()+`]}`)
	case path == "/flavors/1":
		write(w, 200, `{"flavor": `+s.flavor()+`}`)
	case path == "/flavors/1/os-extra_specs":
		write(w, 200, `{"extra_specs": {}}`)
	default:
		notFound(w)
	}
}

// novaImage is the image as Nova's proxy shows it.
func (s *Stub) novaImage() string {
	return `{"id": "` + imageID + `", "name": "` + imageName + `", "status": "ACTIVE", "progress": 100, "minRam": 0, "minDisk": 0, "metadata": {}, ` +
		`"OS-EXT-IMG-SIZE:size": 16300544, "created": "2024-05-14T09:00:00Z", "updated": "2024-05-14T09:00:00Z", "links": [{"rel": "self", "href": "` +
		s.base + compute + `/images/` + imageID + `"}, {"rel": "bookmark", "href": "` + s.base + `/compute/images/` + imageID + `"}]}`
}

func (s *Stub) flavor() string {
	return `{"id": "1", "name": "m1 small", "ram": 512, "disk": 1, "swap": "", "OS-FLV-EXT-DATA:ephemeral": 0, "OS-FLV-DISABLED:disabled": false, ` +
		`"vcpus": 1, "os-flavor-access:is_public": true, "rxtx_factor": 1.0, "links": [{"rel": "self", "href": "` + s.base + compute +
		`/flavors/1"}, {"rel": "bookmark", "href": "` + s.base + `/compute/flavors/1"}]}`
}

func (s *Stub) answerImage(w http.ResponseWriter, r *http.Request, path string) {
	const document = `{"id": "` + imageID + `", "name": "` + imageName + `", "status": "active", "visibility": "public", "min_ram": 0, "min_disk": 0, ` +
		`"size": 16300544, "disk_format": "qcow2", "container_format": "bare", "protected": false, "tags": [], "owner": "` + project + `", ` +
		`"created_at": "2024-05-14T09:00:00Z", "updated_at": "2024-05-14T09:00:00Z", "self": "/v2/images/` + imageID + `", ` +
		`"file": "/v2/images/` + imageID + `/file", "schema": "/v2/schemas/image"}`
	switch path {
	case "", "/versions":
		write(w, 200, `{"versions": [{"id": "v2.9", "status": "CURRENT", "links": [{"rel": "self", "href": "`+s.base+image+`/v2/"}]}]}`)
	case "/images":
		items := document
		if name := r.URL.Query().Get("name"); name != "" && name != imageName || r.URL.Query().Get("marker") != "" {
			items = ""
		}
		write(w, 200, `{"images": [`+items+`], "first": "/v2/images", "schema": "/v2/schemas/images"}`)
	case "/images/" + imageID:
		write(w, 200, document)
	default:
		notFound(w)
	}
}

// signIn gives anyone a token for a day, with the catalog.
func (s *Stub) signIn(w http.ResponseWriter) {
	service := func(name, kind, path string) string {
		var all []string
		for _, i := range []string{"public", "internal", "admin"} {
			all = append(all, fmt.Sprintf(`{"id":"%s-%s","interface":%q,"region":"RegionOne","region_id":"RegionOne","url":%q}`, kind, i, i, s.base+path))
		}
		return fmt.Sprintf(`{"id":%q,"name":%q,"type":%q,"endpoints":[%s]}`, kind, name, kind, strings.Join(all, ","))
	}
	now := time.Now().UTC()
	w.Header().Set("X-Subject-Token", "stub-"+strconv.FormatInt(now.UnixNano(), 36))
	write(w, 201, fmt.Sprintf(`{"token":{"methods":["password"],"user":{"id":"u1","name":"demo","domain":{"id":"default","name":"Default"}},`+
		`"audit_ids":["a"],"issued_at":%q,"expires_at":%q,"project":{"id":%q,"name":"demo","domain":{"id":"default","name":"Default"}},`+
		`"is_domain":false,"roles":[{"id":"r1","name":"member"}],"catalog":[%s,%s,%s]}}`,
		now.Format("2006-01-02T15:04:05.000000Z"), now.Add(24*time.Hour).Format("2006-01-02T15:04:05.000000Z"), project,
		service("nova", "compute", compute), service("glance", "image", image), service("keystone", "identity", "/identity")))
}

func notFound(w http.ResponseWriter) {
	write(w, 404, `{"itemNotFound": {"code": 404, "message": "The resource could not be found."}}`)
}

func write(w http.ResponseWriter, status int, text string) {
	writeAs(w, status, "application/json", []byte(text))
}

func writeAs(w http.ResponseWriter, status int, mediaType string, text []byte) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
