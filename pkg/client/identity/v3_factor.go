package identity

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// totpMethod is the one method that is known here to come second: a passcode that is good for half a minute.
const totpMethod = "totp"

// receiptV3 is the answer to a sign-in that is right as far as it goes (fact 61): what was shown, and what would do, each a list of methods.
type receiptV3 struct {
	Receipt struct {
		Methods []string `json:"methods"`
		User    namedV3  `json:"user"`
	} `json:"receipt"`
	Required [][]string `json:"required_auth_methods"`
}

// secondFactor goes on after a receipt, with the passcode.
func (v *v3) secondFactor(ctx context.Context, c Credentials, a *transport.Answer) (*transport.Request, *transport.Answer, error) {
	var doc receiptV3
	if _, err := api.Read(a.Body, &doc); err != nil {
		return nil, nil, &FactorError{}
	}
	missing := doc.missing()
	if !slices.ContainsFunc(missing, func(rule []string) bool { return slices.Equal(rule, []string{totpMethod}) }) {
		return nil, nil, &FactorError{Missing: missing}
	}
	passcode, err := c.passcode(ctx)
	if err != nil {
		return nil, nil, err
	}
	if passcode == "" {
		return nil, nil, &FactorError{Missing: missing}
	}
	user := userOf(c)
	if doc.Receipt.User.ID != "" {
		user = userV3{ID: doc.Receipt.User.ID}
	}
	receipt := a.Header.Get(transport.ReceiptHeader)
	for {
		user.Passcode = passcode
		auth := authV3{Identity: map[string]any{"methods": []string{totpMethod}, totpMethod: userProofV3{user}}, Scope: scopeOf(c)}
		r, a, err := v.ask(ctx, auth, receipt)
		switch {
		case transport.Status(err) == http.StatusUnauthorized:
			refused := &FactorError{Missing: missing, Refused: err}
			if passcode, err = c.nextPasscode(ctx); err != nil {
				return nil, nil, err
			}
			if passcode == "" {
				return nil, nil, refused
			}
			continue // the receipt outlives a wrong passcode (fact 61)
		case err == nil && a.Status == http.StatusUnauthorized:
			_, _ = api.Read(a.Body, &doc) // what can't be read leaves what was missing before
			return nil, nil, &FactorError{Missing: doc.missing()}
		}
		return r, a, err
	}
}

func (c Credentials) passcode(ctx context.Context) (string, error) {
	if c.Passcode == nil {
		return "", nil
	}
	return c.Passcode(ctx)
}

func (c Credentials) nextPasscode(ctx context.Context) (string, error) {
	if c.NextPasscode == nil {
		return "", nil
	}
	return c.NextPasscode(ctx)
}

// missing are the methods that each of the rules takes besides those that were shown.
func (r receiptV3) missing() [][]string {
	var all [][]string
	for _, rule := range r.Required {
		all = append(all, slices.DeleteFunc(slices.Clone(rule), func(method string) bool { return slices.Contains(r.Receipt.Methods, method) }))
	}
	return all
}

// FactorError says that the cloud wants more than the credentials, which are right as far as they go.
type FactorError struct {
	Missing [][]string // lists of methods, each of which would do
	Refused error      // the refusal of the passcode; nil where none was sent
}

func (e *FactorError) Error() string {
	if e.Refused != nil {
		return fmt.Sprintf("the cloud took the password, but not the passcode: %v", e.Refused)
	}
	var rules []string
	for _, rule := range e.Missing {
		rules = append(rules, strings.Join(rule, " and "))
	}
	if len(rules) == 0 {
		return "the cloud took the password, and wants a second factor, which it doesn't name"
	}
	return "the cloud took the password, and wants a second factor: " + strings.Join(rules, ", or ")
}

// Unwrap returns the refusal of the passcode.
func (e *FactorError) Unwrap() error { return e.Refused }

// Kind returns auth.
func (e *FactorError) Kind() string { return "auth" }

// Hint returns how to show the second factor.
func (e *FactorError) Hint() string {
	const how = "--passcode-stdin, --passcode-file or OS_PASSCODE; on a terminal it is asked for"
	switch {
	case e.Refused != nil:
		return "a passcode is good for half a minute: sign in with the next one, by " + how
	case slices.ContainsFunc(e.Missing, func(rule []string) bool { return slices.Equal(rule, []string{totpMethod}) }):
		return "give the passcode by " + how
	}
	return "novactl can show a one-time passcode (totp) beside the password, and no other factor: use an application credential"
}
