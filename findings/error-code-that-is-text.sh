#!/usr/bin/env bash
# Guessed: an error in JSON has a number as its code, and text without HTML.
# What happens: where no service has a route (Nova's `/servers/` with a slash, Cinder's, Glance's 401), the answer is WebOb's own, and a client
#   that accepts JSON gets {"code": "404 Not Found", "message": "...<br /><br />..."}: a code that is text, with HTML in the message. What
#   comes depends on Accept: JSON, HTML for */* as well, and plain text for everything else and where there is none.
# Where: WebOb 1.8, under every service of Zed and of 2026.2 but Keystone: webob/exc.py WSGIHTTPException.generate_response.
# Why it matters: a client whose type for the code is a number fails to read the error, and shows its decoder's complaint instead; and it
#   has to take the tags out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-webob=1:1.8.6-3

IFS= read -r -d '' expected <<'END' || true
application/json: application/json
{'message': 'The resource could not be found.<br /><br />\n\n\n', 'code': '404 Not Found', 'title': 'Not Found'}
text/html: text/html
*/*: text/html
application/xml: text/plain
text/html, application/json: text/html
None: text/plain
END

python <<'END' | expect "$expected"
import webob
from webob import exc

for accept in ('application/json', 'text/html', '*/*', 'application/xml', 'text/html, application/json', None):
    request = webob.Request.blank('/v2.1/servers/')
    if accept:
        request.headers['Accept'] = accept
    answer = request.get_response(exc.HTTPNotFound())
    print('%s: %s' % (accept, answer.content_type))
    if answer.content_type == 'application/json':
        print(answer.json)
END
