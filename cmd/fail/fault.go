package fail

import (
	"net/http"

	"github.com/novactl/novactl/pkg/client/transport"
)

// faults are the guide's elements (1.11.1) for failures that no cloud has named, by kind.
var faults = map[string]struct {
	element string
	code    int
}{
	"usage":       {"badRequest", http.StatusBadRequest},
	"not_found":   {"itemNotFound", http.StatusNotFound},
	"over_limit":  {"overLimit", http.StatusRequestEntityTooLarge},
	"auth":        {"unauthorized", http.StatusUnauthorized},
	"conflict":    {"conflictingRequest", http.StatusConflict},
	"unavailable": {"serviceUnavailable", http.StatusServiceUnavailable},
}

// fault returns the element and the code of a failure as the guide's XML has it: those of the refusal where there is one,
// else those of its kind. "" and 0 stand for computeFault.
func fault(kind string, refused *transport.Error) (element string, code int) {
	if refused != nil {
		return refused.Fault, refused.Status
	}
	f := faults[kind]
	return f.element, f.code
}
