package api

import "github.com/go-json-experiment/json/jsontext"

// Keypair is an SSH key pair of a user (Nova's os-keypairs; the guide predates it), and the request to make one:
// without PublicKey the cloud makes both halves. A list gives Name, PublicKey and Fingerprint alone. Its name is its
// id.
type Keypair struct {
	Name        string         `json:"name" xml:",element"`
	Type        string         `json:"type,omitzero" xml:",element"` // ssh or x509, from microversion 2.2 on
	Fingerprint string         `json:"fingerprint,omitzero" xml:",element"`
	PublicKey   string         `json:"public_key,omitzero" xml:",element"`
	PrivateKey  string         `json:"private_key,omitzero" xml:",element"` // only in the answer to a create that made it
	UserID      string         `json:"user_id,omitzero" xml:",element"`
	Created     string         `json:"created_at,omitzero" xml:",element"` // ISO 8601 without a zone, as it came
	Extra       jsontext.Value `json:",embed"`
}
