package fault

// The refusals of a body that cannot be read, and of one that is missing.
var (
	ErrMalformedBody = BadRequest("Malformed request body")
	ErrNoBody        = BadRequest("The server could not comply with the request since it is either malformed or otherwise incorrect.")
)

// UnknownMarker refuses the marker of a page that names nothing.
func UnknownMarker(marker string) error { return BadRequest("marker [%s] not found", marker) }

// Uncaught is what Nova says of any error of its own (errors.tsv).
const Uncaught = "The server has either erred or is incapable of performing the requested operation."
