package ref

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

const hexDigits = "0123456789abcdefABCDEF"

// IsUUID reports whether ref has the form of a UUID, as the ids of nearly all clouds have.
func IsUUID(ref string) bool {
	parts := strings.Split(ref, "-")
	if len(parts) != 5 {
		return false
	}
	for i, length := range []int{8, 4, 4, 4, 12} {
		if len(parts[i]) != length || strings.Trim(parts[i], hexDigits) != "" {
			return false
		}
	}
	return true
}

// looksLikeID reports whether a word that isn't a UUID is rather an id than a name: 48211, urn:vm:7, or a long number in hex. It is asked for as an
// id first; whether it is one the cloud says.
func looksLikeID(word string) bool {
	const longHex = 16
	return strings.Trim(word, "0123456789") == "" || strings.Contains(word, ":") || len(word) >= longHex && strings.Trim(word, hexDigits) == ""
}

// byID reads the resource that has ref as its id. Names come after: where one server has the id 42 and another the name 42, the one with the id
// is wanted.
func (f *Finder) byID(ctx context.Context, c *client.Client, ref string) (doc client.Document, found bool, err error) {
	if !canBeID(ref) {
		return doc, false, nil
	}
	doc, err = f.Get(ctx, c, ref)
	switch {
	case deniesID(err):
		return doc, false, nil
	case err != nil:
		return doc, false, err
	}
	id, err := rest.ItemID(doc.Raw)
	return doc, id == ref, err // another is a cloud's that goes by names itself, or without regard to case
}

// canBeID reports whether a cloud may have such an id: 48211, plan-512, urn:vm:7. An id stands in a URL as it is; what would have to be escaped
// there, such as a blank, is part of a name. So is the word with which the API lists in detail.
func canBeID(ref string) bool { return ref != "detail" && url.PathEscape(ref) == ref }

// deniesID reports an answer by which a cloud says that nothing has an id, or nothing for this user: clouds refuse what they can't take for an
// id in several ways. A limit is none of them, nor is an answer that says nothing: the name of another resource isn't tried for those.
func deniesID(err error) bool {
	switch transport.Status(err) {
	case http.StatusForbidden:
		return !transport.IsOverLimit(err)
	case http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone:
		return true
	}
	return false
}
