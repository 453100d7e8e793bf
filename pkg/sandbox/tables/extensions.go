package tables

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/extensions.json
var extensionData []byte

// AllExtensions are the extensions, by alias (data/README.md). The slice is shared: don't write to it.
var AllExtensions = sync.OnceValue(func() []api.Extension { return mustDecode[api.Extension](extensionData) })
