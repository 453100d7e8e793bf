package novav21

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/sandbox/schema"
)

//go:embed data/schemas.txt
var schemaText string

// schemas are the bodies of requests, by the operation, or by the action that they name.
var schemas = sync.OnceValue(func() schema.Rules { return schema.Parse(schemaText) })
