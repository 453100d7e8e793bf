package nova

import (
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Key pairs are the extension os-keypairs of 2013, which the guide leaves out. Documents, statuses and texts are recorded from a Nova
// 26 (keypair*.json), but for the limits on names and numbers, which are those of 2013.1.

// keypairBrief is a key pair in a list, and in the answer to a create.
func keypairBrief(k *compute.Keypair) api.Keypair {
	return api.Keypair{Name: k.Name, PublicKey: k.PublicKey, Fingerprint: k.Fingerprint}
}

// listKeypairs lists the tenant's key pairs by name. JSON wraps each in an object of its own, XML doesn't.
func listKeypairs(c *service.RequestContext) (*web.Response, error) {
	flat := []api.Keypair{}
	keypairs, err := c.Keypairs()
	if err != nil {
		return nil, err
	}
	for _, k := range keypairs {
		flat = append(flat, keypairBrief(k))
	}
	return web.OK(func(f api.Format) ([]byte, string, error) {
		if f == api.XML {
			return web.List("keypairs", flat, nil)(f)
		}
		wrapped := make([]map[string]api.Keypair, len(flat))
		for i, k := range flat {
			wrapped[i] = map[string]api.Keypair{"keypair": k}
		}
		return web.List("keypairs", wrapped, nil)(f)
	}), nil
}

// findKeypair finds the key pair that the path names.
func findKeypair(c *service.RequestContext) (*compute.Keypair, error) {
	k, err := c.Keypair(c.Arg("name"))
	if err == nil && k == nil {
		err = fault.NotFound("Keypair %s not found for user %s", c.Arg("name"), c.Account.ID)
	}
	return k, err
}

// showKeypair answers with one, and whose it is.
func showKeypair(c *service.RequestContext) (*web.Response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.UserID, v.Created = c.Account.ID, k.Created.Format("2006-01-02T15:04:05.000000")
	return web.OK(web.Document("keypair", v)), nil
}

// deleteKeypair removes one. Servers that were made with it still name it.
func deleteKeypair(c *service.RequestContext) (*web.Response, error) {
	k, err := findKeypair(c)
	if err != nil {
		return nil, err
	}
	return web.Accepted(), c.DeleteKeypair(k.Name)
}

// createKeypair keeps the public key of the request, or makes a pair and tells its private key.
func createKeypair(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, isObject := document.ObjectOf(doc["keypair"])
	if !isObject {
		return nil, fault.Unprocessable()
	}
	name, _ := members.Text("name")
	if err := c.CheckKeypairName(name); err != nil {
		return nil, err
	}
	k, private, err := compute.NewKeypair(members, name, c.Now)
	if err != nil {
		return nil, err
	}
	v := keypairBrief(k)
	v.PrivateKey, v.UserID = private, c.Account.ID
	return &web.Response{Status: http.StatusOK, Body: web.Document("keypair", v)}, c.SaveKeypair(k)
}
