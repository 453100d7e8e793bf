package identity

import (
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// Session is what signing in gave (guide 1.3.3), and what was chosen from it.
type Session struct {
	Token         string
	Expires       time.Time // zero where nobody said. Often minutes away, not 24 hours (fact 4)
	Issued        time.Time `json:"-"` // when the cloud made the token, by its own clock; zero where nobody said, and of a kept one
	TenantID      string
	TenantName    string
	DomainID      string `json:",omitempty"` // of a token for a domain
	DomainName    string `json:",omitempty"`
	System        bool   `json:",omitempty"` // of a token for the whole system
	TrustID       string `json:",omitempty"` // the trust by which it is for the project of another
	UserID        string
	UserName      string
	DefaultRegion string   // the user's; may be empty (fact 2)
	Region        string   // chosen; may be empty with an endpoint of the user's own
	Endpoint      string   // of compute, without a slash at its end
	Identity      string   // its URL with the version that the token came from; empty where nothing was signed in to
	Cached        bool     // taken from the TokenStore
	AccessRules   []string // of an application credential: the only requests that it is for, as "compute GET /v2.1/servers"; none: all are
	Catalog       []api.Service
	// Newest are the newest microversions of compute that were learned of, by endpoint: 2.93 is 93. An endpoint of which nothing was has none.
	Newest map[string]int `json:",omitempty"`
}

// expiryMargin is how much of a token's life has to be left for it to be used again.
const expiryMargin = time.Minute

// good reports whether the token of s can be expected to live through a request.
func (s Session) good() bool { return s.Token != "" && time.Until(s.Expires) > expiryMargin }
