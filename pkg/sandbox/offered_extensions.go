package sandbox

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/extensions.json
var extensionData []byte

// allExtensions are the extensions, by alias (data/README.md). The slice is shared: don't write to it.
var allExtensions = sync.OnceValue(func() []api.Extension { return mustDecode[api.Extension](extensionData) })
