package api

import (
	"net/http"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Fault is why a request was refused (guide 1.11.1) or why a resource is in ERROR (guide 1.11.2). Kind is the name of
// its element, empty inside a resource. Text may hold control characters: who shows it removes them.
type Fault struct {
	Kind       string         `json:"-"`
	Code       int            `json:"code"`
	Created    string         `json:"created,omitzero"`    // ISO 8601
	RetryAt    string         `json:"retryAt,omitzero"`    // the guide's; ISO 8601
	RetryAfter string         `json:"retryAfter,omitzero"` // the real one: seconds or a date (fact 9)
	Message    string         `json:"message" xml:",element"`
	Details    string         `json:"details,omitzero" xml:",element"`
	Extra      jsontext.Value `json:",embed"`
}

// FaultKinds returns the elements of faults: those that clouds send (fact 8), then those that only the guide has
// (1.11.1).
func FaultKinds() []string { return slices.Clone(faultKinds) }

var faultKinds = []string{
	"badRequest", "unauthorized", "forbidden", "itemNotFound", "badMethod", "conflictingRequest", "overLimit",
	"badMediaType", "notImplemented", "serviceUnavailable", "computeFault",
	// The guide's, never sent.
	"resizeNotAllowed", "buildInProgress", "backupOrResizeInProgress", "rescueOrUnrescueProcessingInProgress",
	"serverCapacityUnavailable",
}

// FaultKind returns the element that a cloud sends with an HTTP status: itemNotFound for 404, computeFault where there
// is no other (fact 8).
func FaultKind(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "badRequest"
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "itemNotFound"
	case http.StatusMethodNotAllowed:
		return "badMethod"
	case http.StatusConflict:
		return "conflictingRequest"
	case http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
		return "overLimit"
	case http.StatusUnsupportedMediaType:
		return "badMediaType"
	case http.StatusNotImplemented:
		return "notImplemented"
	case http.StatusServiceUnavailable:
		return "serviceUnavailable"
	}
	return "computeFault"
}
