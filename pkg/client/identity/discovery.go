package identity

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// discovery is an Identity service whose auth URL doesn't tell its version. The service is asked for its versions, once;
// where it doesn't tell, the usual places are tried. The password goes nowhere but to the origin of the auth URL: of a
// link, only the path is taken.
type discovery struct {
	root     *url.URL
	exchange transport.Handler // the chain without a token
	found    service           // nil: not yet
}

// fits leaves it to the version that is found.
func (d *discovery) fits(Credentials) error { return nil }

func (d *discovery) authenticate(ctx context.Context, c Credentials) (Session, error) {
	if d.found != nil {
		return d.found.authenticate(ctx, c)
	}
	candidates, err := d.candidates(ctx, c)
	if err != nil {
		return Session{}, err
	}
	var absent error // the first one: what users of today mean
	for _, candidate := range candidates {
		s, err := candidate.authenticate(ctx, c)
		if errors.As(err, new(*strangerError)) {
			return s, orElsewhere(ctx, d.exchange, d.root, err, "", "identity")
		}
		if !errors.As(err, new(*absentError)) {
			d.found = candidate
			return s, foreign(ctx, d.exchange, d.root, err)
		}
		absent = cmp.Or(absent, err)
	}
	return Session{}, orElsewhere(ctx, d.exchange, d.root, absent, "", "identity")
}

// revoke goes where the token came from, which a kept session tells.
func (d *discovery) revoke(ctx context.Context, s Session) error {
	u, err := url.Parse(s.Identity)
	if err != nil || transport.Origin(u) != transport.Origin(d.root) {
		return &transport.OptionError{Option: "auth-url", Message: "it is not where the token came from"}
	}
	i, known := serviceAt(u, d.exchange)
	if !known {
		return &transport.OptionError{Option: "auth-url", Message: "it is not known where the token came from"}
	}
	return i.revoke(ctx, s)
}

// candidates are the services that the credentials fit, the best first: those that the root tells of or, where it is closed
// or something else, those at the usual places.
func (d *discovery) candidates(ctx context.Context, c Credentials) ([]service, error) {
	versions, err := d.versions(ctx)
	if err != nil {
		return nil, err
	}
	all := d.speak(versions)
	if len(all) == 0 {
		all = d.speak([]api.Version{{ID: "v3"}, {ID: "v2.0"}})
	}
	var misfit error
	var fit []service
	for _, i := range all {
		if err := i.fits(c); err != nil {
			misfit = err
			continue
		}
		fit = append(fit, i)
	}
	if len(fit) == 0 {
		return nil, misfit
	}
	return fit, nil
}

// speak are those of the versions that this package speaks, v3 first.
func (d *discovery) speak(versions []api.Version) []identityVersion {
	var all []identityVersion
	for _, usual := range []string{"v3", "v2.0"} {
		i := slices.IndexFunc(versions, func(v api.Version) bool { return strings.HasPrefix(v.ID, usual) }) // Keystone's v3 has the id v3.14
		if i < 0 {
			continue
		}
		if found, known := serviceAt(d.at(versions[i], usual), d.exchange); known {
			all = append(all, found)
		}
	}
	return all
}

// versions asks the root which versions there are. There are none where it doesn't tell.
func (d *discovery) versions(ctx context.Context) ([]api.Version, error) {
	body, err := ask(ctx, d.exchange, d.root)
	switch s := transport.Status(err); {
	case s != 0 && s < http.StatusInternalServerError, errors.As(err, new(*transport.AnswerError)): // it redirects in a circle, say
		return nil, nil
	case err != nil:
		return nil, err
	}
	list := readVersions(body)
	if kind := kindOf(body); kind != "" && kind != identityKind {
		return nil, notIdentity(d.root, kind, d.said(ctx, list))
	}
	return list, nil
}

// said is where a service of these versions says that Identity is, asked without a token; "" where it doesn't.
func (d *discovery) said(ctx context.Context, list []api.Version) string {
	if len(list) == 0 {
		return ""
	}
	_, err := ask(ctx, d.exchange, d.at(list[len(list)-1], "v2.1").JoinPath("auth", "tokens"))
	return saidIdentity(err)
}

// readVersions reads a list of versions, as Keystone wraps it (fact 26) or as others do, or a single version. What isn't
// one has none.
func readVersions(body []byte) []api.Version {
	var doc struct {
		Versions jsontext.Value `json:"versions"`
		Version  *api.Version   `json:"version"`
	}
	if api.Unmarshal(body, &doc) != nil {
		return nil
	}
	if doc.Version != nil {
		return []api.Version{*doc.Version}
	}
	var wrapped struct {
		Values []api.Version `json:"values"`
	}
	if api.Unmarshal(doc.Versions, &wrapped) == nil && len(wrapped.Values) > 0 {
		return wrapped.Values
	}
	var plain []api.Version
	if api.Unmarshal(doc.Versions, &plain) != nil {
		return nil
	}
	return plain
}

// at is where a version is. Links often name an inner host, http, or a path that a proxy in front changes: one is
// believed as to its path, if that is below the root or on the root's own host. Else the version is where it always is.
func (d *discovery) at(v api.Version, usual string) *url.URL {
	u := d.root.JoinPath(usual)
	i := slices.IndexFunc(v.Links, func(l api.Link) bool { return l.Rel == "self" })
	if i < 0 {
		return u
	}
	link, err := d.root.Parse(v.Links[i].Href)
	if err != nil {
		return u
	}
	link = trimSignIn(link)
	ours := transport.HostPort(link) == transport.HostPort(d.root) || strings.HasPrefix(link.Path, d.root.Path+"/")
	if ours && transport.IsVersion(path.Base(link.Path)) {
		u.Path, u.RawPath = link.Path, ""
	}
	return u
}
