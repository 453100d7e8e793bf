#!/usr/bin/env bash
# The guess: keystoneauth's exception for 413, the only one with code of its own for Retry-After, tells how long to
# wait; those of other statuses don't, or tell 0.
#
# What happens: it is the other way round. The exception of a 413 always says 0, while 429 and 503 carry the header's
# text, a string, as does a 400.
#
# keystoneauth1 5.0.0 (Debian 12), keystoneauth1/exceptions/http.py: RequestEntityTooLarge takes the number out of the
# arguments, sets it, and then calls HttpError.__init__, which sets it to its default, 0.
#
# Why care: 413 is the status with which Rackspace's and older Novas' rate limits answer. A loop that sleeps for
# exc.retry_after doesn't sleep, and a script that compares it with a number breaks on 429.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
keystoneauth

python - <<'END' | seen
from fakecloud import Cloud
from keystoneauth1 import adapter, exceptions, session, token_endpoint
cloud = Cloud({})
compute = adapter.Adapter(session.Session(auth=token_endpoint.Token(cloud.url, "token")), endpoint_override=cloud.url)
for status in (413, 429, 503, 400):
    cloud.routes["GET /servers"] = (status, {"Retry-After": "30"}, {"overLimit": {"code": status, "message": "slow down"}})
    try:
        compute.get("/servers")
    except exceptions.HttpError as error:
        print(f"{status} with Retry-After: 30 -> {type(error).__name__}.retry_after = {error.retry_after!r}")
END
expect <<'END'
413 with Retry-After: 30 -> RequestEntityTooLarge.retry_after = 0
429 with Retry-After: 30 -> HTTPClientError.retry_after = '30'
503 with Retry-After: 30 -> ServiceUnavailable.retry_after = '30'
400 with Retry-After: 30 -> BadRequest.retry_after = '30'
END
