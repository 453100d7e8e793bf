#!/usr/bin/env bash
# Guessed: a quota that is used up is 403 everywhere, as Nova has it.
# What happens: Cinder answers 413 with `Retry-After: 0` and retryAfter "0", word for word what a rate limit looks like that has just
#   passed. (Neutron answers 409 OverQuota.)
# Where: Cinder 21.3 (Zed), and just so 29.0 (2026.2): cinder/exception.py QuotaError, cinder/api/middleware/fault.py.
# Why it matters: a client that waits as it is told and tries again, as clients of Rackspace's 413 do, sends a request that cannot succeed
#   again and again without a pause. A 413 that says 0 is no rate limit.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
413 Request Entity Too Large
Retry-After: 0
{"overLimit": {"code": 413, "message": "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 2000G, quota is 1000G and 6G has been consumed.", "retryAfter": "0"}}
END

python <<'END' | expect "$expected"
import webob

from cinder import exception
from cinder.api.middleware import fault


def application(environ, start_response):
    raise exception.VolumeSizeExceedsAvailableQuota(requested=2000, quota=1000, consumed=6)


answer = webob.Request.blank('/v3/project/volumes', method='POST').get_response(fault.FaultWrapper(application))
print(answer.status)
print('Retry-After:', answer.headers['Retry-After'])
print(answer.text)
END
