package verb

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
)

// SavePassword puts the password of r, which isn't accepted yet, into the file of --admin-pass-out at once.
func (b *Batch) SavePassword(r *Accepted) error { return savePassword(b.App, r) }

// savePassword puts the password of r into the file of --admin-pass-out, where there is one, and takes it out of what is printed. One that
// can't be written is printed, and the error says why.
func savePassword(a *app.App, r *Accepted) error {
	if a.Passwords == nil || r.AdminPass == "" {
		return nil
	}
	if err := a.Passwords.Save(r.ID, r.Name, r.AdminPass); err != nil {
		return fail.Op("write the password of", r.Name, fmt.Errorf("%w: it is printed", err))
	}
	r.AdminPass = ""
	if _, err := api.Member(r.Doc, "adminPass"); err == nil { // the answer's own
		r.Doc, _ = api.WithMember(jsontext.Value("{}"), "id", r.ID)
	}
	return nil
}
