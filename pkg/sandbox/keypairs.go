package sandbox

import (
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
)

// Key pairs are the extension os-keypairs of 2013, which the guide leaves out. Documents, statuses and texts are recorded from a Nova
// 26 (keypair*.json), but for the limits on names and numbers, which are those of 2013.1.

// keypair is a key pair as the store keeps it: the private key isn't kept.
type keypair struct {
	Name        string    `json:"name"`
	PublicKey   string    `json:"public_key"`
	Fingerprint string    `json:"fingerprint"`
	Created     time.Time `json:"created"`
}

const maxKeypairs = 100

func (c *requestContext) loadKeypair(name string) (*keypair, error) {
	data := c.tx.Get(keypairBucket, c.keyPrefix()+name)
	if data == nil {
		return nil, nil
	}
	k := &keypair{}
	return k, json.Unmarshal(data, k)
}

// keypairBrief is a key pair in a list, and in the answer to a create.
func keypairBrief(k *keypair) api.Keypair {
	return api.Keypair{Name: k.Name, PublicKey: k.PublicKey, Fingerprint: k.Fingerprint}
}

// listKeypairs lists the tenant's key pairs by name. JSON wraps each in an object of its own, XML doesn't.
func listKeypairs(c *requestContext) (*response, error) {
	flat := []api.Keypair{}
	for _, data := range c.tx.Scan(keypairBucket, c.keyPrefix(), "") {
		k := &keypair{}
		if err := json.Unmarshal(data, k); err != nil {
			return nil, err
		}
		flat = append(flat, keypairBrief(k))
	}
	return ok(func(f api.Format) ([]byte, string, error) {
		if f == api.XML {
			return listBody("keypairs", flat, nil)(f)
		}
		wrapped := make([]map[string]api.Keypair, len(flat))
		for i, k := range flat {
			wrapped[i] = map[string]api.Keypair{"keypair": k}
		}
		return listBody("keypairs", wrapped, nil)(f)
	}), nil
}

// findKeypair finds the key pair that the path names.
func (c *requestContext) findKeypair() (*keypair, error) {
	k, err := c.loadKeypair(c.arg("name"))
	if err == nil && k == nil {
		err = notFound("Keypair %s not found for user %s", c.arg("name"), c.token.account().id)
	}
	return k, err
}

// showKeypair answers with one, and whose it is.
func showKeypair(c *requestContext) (*response, error) {
	k, err := c.findKeypair()
	if err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.UserID, v.Created = c.token.account().id, k.Created.Format("2006-01-02T15:04:05.000000")
	return ok(documentBody("keypair", v)), nil
}

// deleteKeypair removes one. Servers that were made with it still name it.
func deleteKeypair(c *requestContext) (*response, error) {
	k, err := c.findKeypair()
	if err != nil {
		return nil, err
	}
	return accepted(), c.tx.Remove(keypairBucket, c.keyPrefix()+k.Name)
}

// createKeypair keeps the public key of the request, or makes a pair and tells its private key.
func createKeypair(c *requestContext) (*response, error) {
	doc, err := c.body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["keypair"])
	if !isObject {
		return nil, unprocessable()
	}
	name, _ := members.text("name")
	if err := c.checkKeypairName(name); err != nil {
		return nil, err
	}
	k, private := &keypair{Name: name, Created: c.now}, ""
	if members.has("public_key") {
		k.PublicKey, _ = members.text("public_key")
	} else if private, k.PublicKey, err = newKeys(); err != nil {
		return nil, err
	}
	if k.Fingerprint, err = fingerprint(k.PublicKey); err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.PrivateKey, v.UserID = private, c.token.account().id
	return &response{status: http.StatusOK, body: documentBody("keypair", v)}, c.saveKeypair(k)
}

func (c *requestContext) saveKeypair(k *keypair) error {
	data, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return c.tx.Put(keypairBucket, c.keyPrefix()+k.Name, data)
}

// checkKeypairName refuses a name that Nova refuses, one that is taken, and one too many.
func (c *requestContext) checkKeypairName(name string) error {
	const safe = "_- 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	switch length := utf8.RuneCountInString(name); {
	case strings.Trim(name, safe) != "":
		return badRequest("Keypair data is invalid: Keypair name contains unsafe characters")
	case length < 1, length > 255:
		return badRequest("Keypair data is invalid: Keypair name must be between 1 and 255 characters long")
	}
	taken, err := c.loadKeypair(name)
	if err != nil {
		return err
	}
	if taken != nil {
		return conflict("Key pair '%s' already exists.", name)
	}
	if c.countKeypairs() >= maxKeypairs {
		return overLimit("Quota exceeded, too many key pairs.")
	}
	return nil
}

func (c *requestContext) countKeypairs() (n int) {
	for range c.tx.Scan(keypairBucket, c.keyPrefix(), "") {
		n++
	}
	return n
}
