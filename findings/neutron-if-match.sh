#!/usr/bin/env bash
# Guessed: a PUT or DELETE with `If-Match` goes through where it fits, and is 412 or 400 where it doesn't, as RFC 9110 has it.
# What happens: only an entry that begins with `revision_number=` counts. The number alone, also in quotes, an ETag of any other form and
#   `*` are passed over: the change is made, with 200. So is Revision_Number=3. Of `revision_number=abc` it says 400, and of two of them,
#   where RFC 9110 asks for either.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where it was seen over the API: neutron/api/api_common.py
#   check_request_for_revision_constraint. There a PUT of a tag with a right header is 500.
# Why it matters: who guards an update against somebody else's, and writes the number as an ETag, guards nothing and isn't told. A client
#   should build the header itself, from the document that it shows.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
revision_number=3                     only at revision 3
"revision_number=3"                   only at revision 3
3                                     whatever the revision is
"3"                                   whatever the revision is
W/"3"                                 whatever the revision is
*                                     whatever the revision is
Revision_Number=3                     whatever the revision is
revision_number=abc                   400 Bad if-match request: Revision number etag must be in the format of revision_number=<int>.
revision_number=3, revision_number=4  400 Bad if-match request: Revision number etag must be in the format of revision_number=<int>.
END

python <<'END' | expect "$expected"
import webob
from neutron_lib import exceptions

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.api import api_common  # noqa: E402

api_common.ensure_if_match_supported = lambda: None
for value in ('revision_number=3', '"revision_number=3"', '3', '"3"', 'W/"3"', '*', 'Revision_Number=3', 'revision_number=abc',
              'revision_number=3, revision_number=4'):
    request = webob.Request.blank('/v2.0/networks/net', method='PUT', headers={'If-Match': value})
    try:
        number = api_common.check_request_for_revision_constraint(request)
        print('%-37s' % value, 'whatever the revision is' if number is None else 'only at revision %d' % number)
    except exceptions.BadRequest as refusal:
        print('%-37s' % value, '400', refusal)
END
