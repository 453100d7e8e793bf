#!/usr/bin/env bash
# Guessed: user_data that is no base64 is refused.
# What happens: `!!` passes, and so does any text whose letters happen to make groups of four: Python's decoder skips what isn't in the
#   alphabet. What is refused is good base64 whose padding a tool left out, `aGk` for `aGk=`. URL-safe base64 may pass with its - and _
#   thrown away, so that the server gets other bytes than the user meant.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/validation/validators.py _validate_base64_format, with oslo.serialization.
# Why it matters: a 202 doesn't say that user_data arrived. A client has to encode by itself, in the standard alphabet and with padding,
#   and not pass on what claims to be encoded.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
'!!'                   accepted: True  becomes: b''
'#!/bin/sh'            accepted: False becomes: -
'#!/bin/true'          accepted: False becomes: -
'aGk='                 accepted: True  becomes: b'hi'
'aGk'                  accepted: False becomes: -
'aG\n k='              accepted: True  becomes: b'hi'
'a+b/c+d/'             accepted: True  becomes: b'k\xe6\xffs\xe7\x7f'
'a-b_c-d_'             accepted: True  becomes: b'i\xb7\x1d'
END

python <<'END' | expect "$expected"
from oslo_serialization import base64

from nova.api.validation import validators

for text in ('!!', '#!/bin/sh', '#!/bin/true', 'aGk=', 'aGk', 'aG\n k=', 'a+b/c+d/', 'a-b_c-d_'):
    accepted = validators._validate_base64_format(text)
    print('%-22r accepted: %-5s becomes: %s' % (text, accepted, base64.decode_as_bytes(text) if accepted else '-'))
END
