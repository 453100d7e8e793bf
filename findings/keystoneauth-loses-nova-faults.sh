#!/usr/bin/env bash
# The guess: keystoneauth, which OpenStack's own clients send their requests with, reads the errors of OpenStack's own
# services.
#
# What happens: it knows a document with the member "error" and one with a list "errors". Nova's, named after the
# fault ("itemNotFound", "badRequest", "overLimit"), are "Unrecognized schema in response body.", and what the cloud
# said is lost from the exception; it has to be dug out of exc.response. Cinder's and Neutron's documents fare no
# better. No client whose messages are readable uses these exceptions: novaclient and openstacksdk each have their
# own.
#
# keystoneauth1 5.0.0 (Debian 12), keystoneauth1/exceptions/http.py, from_response.
#
# Why care: who writes a tool on keystoneauth's Adapter shows "Unrecognized schema" for a quota that is used up. A
# fault has no fixed name for its root; read it as "an object with one member".
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
keystoneauth

python - <<'END' | seen
import json
from fakecloud import Cloud
from keystoneauth1 import adapter, exceptions, session, token_endpoint
cloud = Cloud({})
service = adapter.Adapter(session.Session(auth=token_endpoint.Token(cloud.url, "token")), endpoint_override=cloud.url)
for document in (
    {"itemNotFound": {"code": 404, "message": "Instance web-1 could not be found."}},
    {"computeFault": {"code": 404, "message": "no", "details": "more"}},
    {"NeutronError": {"type": "NetworkNotFound", "message": "Network n could not be found.", "detail": ""}},
    {"error": {"code": 404, "title": "Not Found", "message": "Could not find project: p."}},
    {"errors": [{"status": 404, "title": "Not Found", "detail": "No resource provider r found"}]},
):
    cloud.routes["GET /x"] = (404, {}, document)
    try:
        service.get("/x")
    except exceptions.NotFound as error:
        print(json.dumps(document))
        print("  ->", error)
END
expect <<'END'
{"itemNotFound": {"code": 404, "message": "Instance web-1 could not be found."}}
  -> Unrecognized schema in response body. (HTTP 404)
{"computeFault": {"code": 404, "message": "no", "details": "more"}}
  -> Unrecognized schema in response body. (HTTP 404)
{"NeutronError": {"type": "NetworkNotFound", "message": "Network n could not be found.", "detail": ""}}
  -> Unrecognized schema in response body. (HTTP 404)
{"error": {"code": 404, "title": "Not Found", "message": "Could not find project: p."}}
  -> Could not find project: p. (HTTP 404)
{"errors": [{"status": 404, "title": "Not Found", "detail": "No resource provider r found"}]}
  -> Not Found (HTTP 404)
END
