package sandbox

import (
	"net/http"

	"github.com/novactl/novactl/pkg/api"
)

// Key pairs are the extension os-keypairs of 2013, which the guide leaves out. Documents, statuses and texts are recorded from a Nova
// 26 (keypair*.json), but for the limits on names and numbers, which are those of 2013.1.

// keypairBrief is a key pair in a list, and in the answer to a create.
func keypairBrief(k *keypair) api.Keypair {
	return api.Keypair{Name: k.Name, PublicKey: k.PublicKey, Fingerprint: k.Fingerprint}
}

// listKeypairs lists the tenant's key pairs by name. JSON wraps each in an object of its own, XML doesn't.
func listKeypairs(c *requestContext) (*response, error) {
	flat := []api.Keypair{}
	keypairs, err := c.Keypairs()
	if err != nil {
		return nil, err
	}
	for _, k := range keypairs {
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
func findKeypair(c *requestContext) (*keypair, error) {
	k, err := c.Keypair(c.Arg("name"))
	if err == nil && k == nil {
		err = notFound("Keypair %s not found for user %s", c.Arg("name"), c.Account.id)
	}
	return k, err
}

// showKeypair answers with one, and whose it is.
func showKeypair(c *requestContext) (*response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.UserID, v.Created = c.Account.id, k.Created.Format("2006-01-02T15:04:05.000000")
	return ok(documentBody("keypair", v)), nil
}

// deleteKeypair removes one. Servers that were made with it still name it.
func deleteKeypair(c *requestContext) (*response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	return accepted(), c.DeleteKeypair(k.Name)
}

// createKeypair keeps the public key of the request, or makes a pair and tells its private key.
func createKeypair(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["keypair"])
	if !isObject {
		return nil, unprocessable()
	}
	name, _ := members.text("name")
	if err := c.CheckKeypairName(name); err != nil {
		return nil, err
	}
	k, private := &keypair{Name: name, Created: c.Now}, ""
	if members.has("public_key") {
		k.PublicKey, _ = members.text("public_key")
	} else if private, k.PublicKey, err = newKeys(); err != nil {
		return nil, err
	}
	if k.Fingerprint, err = fingerprint(k.PublicKey); err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.PrivateKey, v.UserID = private, c.Account.id
	return &response{status: http.StatusOK, body: documentBody("keypair", v)}, c.SaveKeypair(k)
}
