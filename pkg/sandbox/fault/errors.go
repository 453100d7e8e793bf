package fault

var (
	ErrMalformedBody = BadRequest("Malformed request body")
	ErrNoBody        = BadRequest("The server could not comply with the request since it is either malformed or otherwise incorrect.")
)

func UnknownMarker(marker string) error { return BadRequest("marker [%s] not found", marker) }

// Uncaught is what Nova says of any error of its own (errors.tsv).
const Uncaught = "The server has either erred or is incapable of performing the requested operation."
