package sandbox

var (
	errMalformedBody = badRequest("Malformed request body")
	errNoBody        = badRequest("The server could not comply with the request since it is either malformed or otherwise incorrect.")
)
