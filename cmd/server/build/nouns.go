// Package build has the commands that build servers: create (guide 2.1.2) and rebuild (guide 2.3.3).
package build

import (
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
)

// Nouns are servers and what they are made of: this package knows none of them, so whoever declares them hands them over.
type Nouns struct {
	Server                                 verb.Noun
	Image, Flavor, Keypair, Network, Group *ref.Finder
	SecurityGroup, Volume, Zone, Port      *ref.Finder
}
