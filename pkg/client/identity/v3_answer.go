package identity

import (
	"errors"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// tokenV3 is the answer to a sign-in of Identity v3. The token itself is in a header (fact 26). A token is for a project, a domain, the system or nothing.
type tokenV3 struct {
	Expires string   `json:"expires_at"`
	Issued  string   `json:"issued_at"`
	User    namedV3  `json:"user"`
	Project *namedV3 `json:"project"`
	Domain  namedV3  `json:"domain"`
	System  struct {
		All bool `json:"all"`
	} `json:"system"`
	Trust   namedV3     `json:"OS-TRUST:trust"`
	Catalog []serviceV3 `json:"catalog"`

	Application *struct {
		Rules []ruleV3 `json:"access_rules"`
	} `json:"application_credential"`
}

// ruleV3 is a request that an application credential may be used for.
type ruleV3 struct {
	Service string `json:"service"`
	Method  string `json:"method"`
	Path    string `json:"path"`
}

type namedV3 struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type serviceV3 struct {
	Name      string       `json:"name"`
	Type      string       `json:"type"`
	Endpoints []endpointV3 `json:"endpoints"`
}

// endpointV3 is one address: that of one interface in one region.
type endpointV3 struct {
	Interface string `json:"interface"`
	Region    string `json:"region"`
	RegionID  string `json:"region_id"`
	URL       string `json:"url"`
}

func readTokenV3(body []byte) (tokenV3, error) {
	var token tokenV3
	doc, err := api.ToJSON(api.JSON, body)
	if err != nil {
		return token, transport.Incomplete(api.JSON, err)
	}
	member, err := api.Member(doc, "token")
	if err == nil && member.Kind() != '{' {
		err = errors.New("the token is no object")
	}
	if err == nil {
		_, err = api.Read(member, &token) // one odd service hides no other
	}
	if err != nil {
		return token, &transport.AnswerError{Message: "it is no answer of Identity v3", Err: err}
	}
	return token, nil
}

// session is what the answer says, but for the token.
func (t tokenV3) session() Session {
	s := Session{
		UserID: t.User.ID, UserName: t.User.Name, DomainID: t.Domain.ID, DomainName: t.Domain.Name, System: t.System.All, TrustID: t.Trust.ID,
	}
	if end, err := api.ParseTime(t.Expires); err == nil {
		s.Expires = end
	}
	if made, err := api.ParseTime(t.Issued); err == nil {
		s.Issued = made
	}
	if t.Project != nil {
		s.TenantID, s.TenantName = t.Project.ID, t.Project.Name
	}
	if t.Application != nil {
		for _, rule := range t.Application.Rules {
			s.AccessRules = append(s.AccessRules, rule.Service+" "+rule.Method+" "+rule.Path)
		}
	}
	for _, service := range t.Catalog {
		s.Catalog = append(s.Catalog, service.service())
	}
	return s
}

// service is s as v2.0 would have it, so that there is one kind of catalog: an endpoint has one of its three URLs.
func (s serviceV3) service() api.Service {
	same := api.Service{Name: s.Name, Type: s.Type}
	for _, e := range s.Endpoints {
		endpoint := api.Endpoint{Region: e.Region}
		if e.Region == "" {
			endpoint.Region = e.RegionID
		}
		switch e.Interface {
		case publicInterface:
			endpoint.PublicURL = e.URL
		case internalInterface:
			endpoint.InternalURL = e.URL
		case adminInterface:
			endpoint.AdminURL = e.URL
		}
		same.Endpoints = append(same.Endpoints, endpoint)
	}
	return same
}
