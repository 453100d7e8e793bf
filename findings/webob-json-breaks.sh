#!/usr/bin/env bash
# The guess: an error that WebOb writes as JSON has the text that was given to it, since nothing there is HTML.
#
# What happens: the message ends in `<br /><br />` and empty lines, the breaks of WebOb's page; but the text in it is not escaped, as it is
# on the page. So a reader can neither show it as it is nor decode it as HTML: `x<b>` of the caller's would be lost with the breaks. The
# code is a text, `404 Not Found`. As plain text the breaks are gone, and the caller's `<b>` with them.
#
# WebOb 1.8.6 (Debian 12), webob/exc.py: body_template_obj has the breaks, and json_formatter takes the substituted body as it is.
#
# Why care: Nova, Glance and Cinder answer an unknown path, and Glance a wrong filter, with what WebOb makes, so that these breaks reach
# whoever reads an error of theirs in JSON.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-webob=1:1.8.6-3

python - <<'END' | seen
import json

import webob
from webob import exc

for accept in ('application/json', 'text/html', 'text/plain'):
    request = webob.Request.blank('/images/x', accept=accept)
    answer = request.get_response(exc.HTTPNotFound(explanation="No image found with ID x'y<b>"))
    print(accept)
    if answer.content_type == 'application/json':
        for name, value in sorted(json.loads(answer.text).items()):
            print(' ', name, json.dumps(value))
    else:
        print(' ', json.dumps([line.strip() for line in answer.text.splitlines() if 'image' in line]))
END
expect <<'END'
application/json
  code "404 Not Found"
  message "No image found with ID x'y<b><br /><br />\n\n\n"
  title "Not Found"
text/html
  ["No image found with ID x&#x27;y&lt;b&gt;<br /><br />"]
text/plain
  ["No image found with ID x'y"]
END
