package novav21

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/pattern"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// The versions that there are: 2.1, and those of a Nova of 2026.2.
const (
	minMinor = 1
	maxMinor = 104
)

// The headers by which a request and its answer name a version; the second is what Nova took before 2.27.
const (
	versionHeader = "OpenStack-API-Version"
	oldHeader     = "X-OpenStack-Nova-API-Version"
)

// newFace returns how v2.1 speaks. The middleware in front of it refuses in words of its own.
func newFace(middleware func(*fault.Error) *web.Response) *service.Face {
	return &service.Face{
		AsksFirst: true,
		Prepare:   prepare,
		Finish:    finish,
		Fault: func(f *fault.Error) *web.Response {
			switch {
			case f.Status == http.StatusUnauthorized:
				return middleware(f)
			case f.Status == http.StatusMethodNotAllowed || f.Message == noRoute:
				return noRouteResponse()
			case f.Message == gone:
				return web.FaultResponse(&fault.Error{Status: f.Status, Message: noRoute})
			}
			return web.FaultResponse(f)
		},
	}
}

// noRoute is how the table of routes refuses a path.
const noRoute = "The resource could not be found."

// noRouteResponse is what the framework under Nova says of a path that it doesn't know, and of most methods that a path doesn't have.
func noRouteResponse() *web.Response {
	return &web.Response{Status: http.StatusNotFound, Body: web.JSON(map[string]any{
		"message": noRoute + "<br /><br />\n\n\n", "code": "404 Not Found", "title": "Not Found",
	})}
}

// prepare reads the version that a request wants, and refuses a body that isn't JSON.
func prepare(r *web.Request) error {
	text := r.Header.Get(oldHeader)
	for _, value := range r.Header.Values(versionHeader) {
		for part := range strings.SplitSeq(value, ",") {
			if name, version, found := strings.Cut(strings.TrimSpace(part), " "); found && strings.EqualFold(name, "compute") {
				text = strings.TrimSpace(version)
			}
		}
	}
	var err error
	if r.Minor, err = parseVersion(text); err != nil {
		return err
	}
	if r.Body.Lost || len(r.Body.Data) > 0 && r.Body.Format == api.XML {
		return &fault.Error{Status: http.StatusUnsupportedMediaType, Message: "Unsupported Content-Type"}
	}
	return nil
}

func parseVersion(text string) (int, error) {
	switch text {
	case "":
		return minMinor, nil
	case "latest":
		return maxMinor, nil
	}
	parts := versionPattern().FindStringSubmatch(text)
	if parts == nil {
		return 0, fault.BadRequest("API Version String %s is of invalid format. Must be of format MajorNum.MinorNum.", text)
	}
	minor, err := strconv.Atoi(parts[2])
	if parts[1] != "2" || err != nil || minor < minMinor || minor > maxMinor {
		return 0, &fault.Error{
			Status:  http.StatusNotAcceptable,
			Message: "Version " + text + " is not supported by the API. Minimum is " + version(minMinor) + " and maximum is " + version(maxMinor) + ".",
		}
	}
	return minor, nil
}

var versionPattern = pattern.Lazy(`^([1-9]\d*)\.([1-9]\d*|0)$`)

func version(minor int) string { return "2." + strconv.Itoa(minor) }

// finish says which version an answer is of, and that caches are to ask for it.
func finish(r *web.Request, a *web.Response) {
	if a.Header == nil {
		a.Header = http.Header{}
	}
	if r == nil {
		return
	}
	a.Header.Set("X-Openstack-Request-Id", r.ID)
	if r.Minor == 0 {
		return
	}
	a.Header.Set(versionHeader, "compute "+version(r.Minor))
	a.Header.Set(oldHeader, version(r.Minor))
	a.Header["Vary"] = []string{versionHeader, oldHeader}
}
