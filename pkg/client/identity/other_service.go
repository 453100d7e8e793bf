package identity

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// elsewhereTime bounds the search for what else is at an address, and where Identity is: what failed is known by then.
const elsewhereTime = 5 * time.Second

// identityKind is what Identity calls itself.
const identityKind = "identity"

// kindOf returns what a document of versions is of: "identity", "compute", "volume", as its media types say (application/vnd.openstack.compute+json),
// or a word for what isn't Identity, which alone wraps its list and has no microversions (fact 84); "" where it doesn't tell.
func kindOf(body []byte) string {
	if _, rest, found := bytes.Cut(body, []byte("application/vnd.openstack.")); found {
		end := bytes.IndexFunc(rest, func(r rune) bool { return r < 'a' || r > 'z' })
		return string(rest[:max(end, 0)])
	}
	switch {
	case bytes.Contains(body, []byte(`"values"`)), bytes.Contains(body, []byte(`"version":`)) && !bytes.Contains(body, []byte(`"versions"`)):
		return identityKind
	case bytes.Contains(body, []byte(`"min_version"`)):
		return "another"
	}
	return ""
}

// ask gets a document that anybody may see.
func ask(ctx context.Context, exchange transport.Handler, at *url.URL) ([]byte, error) {
	r := &transport.Request{Op: "find Identity", Method: http.MethodGet, URL: at, Header: http.Header{}, Policy: transport.Policy{Choices: true}}
	r.Header.Set("Accept", api.JSON.MediaType())
	a, err := exchange(ctx, r)
	if err != nil {
		return nil, err
	}
	return a.Body, nil
}

// foreign explains a sign-in that was refused by another service than Identity: such a one says where Identity is (fact 84), and so does Identity
// itself, maybe by an inner name. So it is asked what it is.
func foreign(ctx context.Context, exchange transport.Handler, at *url.URL, err error) error {
	said := saidIdentity(err)
	if said == "" || unversioned(said) == unversioned(at.String()) {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, elsewhereTime)
	defer cancel()
	body, failed := ask(ctx, exchange, at)
	kind := kindOf(body)
	if kind == identityKind || failed != nil && transport.Status(failed) != http.StatusUnauthorized {
		return err
	}
	return notIdentity(at, kind, said)
}

// notIdentity is the complaint about the address of another service.
func notIdentity(at *url.URL, kind, said string) error {
	text := at.String() + " is not Identity, but "
	if kind == "" || kind == "another" {
		text += "another service"
	} else {
		text += "the " + kind + " service"
	}
	if said != "" {
		text += ", which says that Identity is at " + said + ": set auth-url to that"
	}
	return &absentError{complaint: &transport.OptionError{Option: "auth-url", Message: text}}
}

// saidIdentity is where a refusal says that one signs in; "" where it doesn't: WWW-Authenticate: Keystone uri="http://cloud:5000/v3".
func saidIdentity(err error) string {
	var refused *transport.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusUnauthorized {
		return ""
	}
	_, rest, _ := strings.Cut(refused.Challenge, `uri="`)
	uri, _, _ := strings.Cut(rest, `"`)
	if uri == "" {
		_, uri, _ = strings.Cut(refused.Challenge, "uri='")
		uri, _, _ = strings.Cut(uri, "'")
	}
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.TrimRight(u.String(), "/")
}

// unversioned is an address without the version that it may end with.
func unversioned(address string) string {
	if up, last := path.Split(address); transport.IsVersion(last) {
		return strings.TrimRight(up, "/")
	}
	return strings.TrimRight(address, "/")
}

// orElsewhere completes the complaint that Identity is not at an address with where on its host it is, below one of these paths. Other errors stay.
func orElsewhere(ctx context.Context, exchange transport.Handler, at *url.URL, err error, paths ...string) error {
	var wrong wrongAddress
	if !errors.As(err, &wrong) {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, elsewhereTime)
	defer cancel()
	tried := map[string]bool{at.Path: true}
	for _, p := range paths {
		root := (&url.URL{Scheme: at.Scheme, Host: at.Host}).JoinPath(p)
		root.Path = strings.TrimRight(root.Path, "/")
		if tried[root.Path] {
			continue
		}
		tried[root.Path] = true
		body, failed := ask(ctx, exchange, root)
		if failed != nil && transport.Status(failed) == 0 {
			return err
		}
		if kindOf(body) != identityKind {
			continue
		}
		d := &discovery{root: root, exchange: exchange}
		if transport.IsVersion(path.Base(root.Path)) {
			d.root = parent(root)
		}
		for _, found := range d.speak(readVersions(body)) {
			if other := found.address(); other.Path != at.Path {
				wrong.add(fmt.Sprintf("there is Identity %s: set auth-url to %s, or to %s without a version",
					path.Base(other.Path), other, parent(other)))
				return err
			}
		}
	}
	return err
}
