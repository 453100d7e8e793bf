#!/usr/bin/env bash
# Guessed: references are ids by now: Rackspace's URLs as flavorRef and imageRef are gone from Nova.
# What happens: imageRef must be a UUID. flavorRef may be any URL, of any host and scheme, of an image even: Nova takes what
#   stands behind the last slash of its path.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/openstack/common.py get_id_from_href, called for flavorRef alone;
#   schemas/servers.py.
# Why it matters: a client that sends the guide's URLs works with its flavors and fails with its images, and a wrong URL may mean a flavor
#   that nobody asked for. It has to cut the id out of both, and check whose URL it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
flavorRef 5 means flavor '5'
flavorRef http://127.0.0.1/v2.1/flavors/5 means flavor '5'
flavorRef https://elsewhere.example/shop/5?x=y#z means flavor '5'
flavorRef ftp://h/5 means flavor '5'
flavorRef /images/5 means flavor '5'
flavorRef a/b/5 means flavor '5'
imageRef 5d52519e-1db1-4252-906e-809d48301158: taken
imageRef 5D52519E-1DB1-4252-906E-809D48301158: taken
imageRef 5d52519e1db14252906e809d48301158: taken
imageRef {5d52519e-1db1-4252-906e-809d48301158}: taken
imageRef http://127.0.0.1/v2.1/images/5d52519e-1db1-4252-906e-809d48301158: refused
END

python <<'END' | expect "$expected"
from nova import exception
from nova.api.openstack import common
from nova.api.openstack.compute.schemas import servers
from nova.api.validation import validators

for reference in ('5', 'http://127.0.0.1/v2.1/flavors/5', 'https://elsewhere.example/shop/5?x=y#z', 'ftp://h/5', '/images/5', 'a/b/5'):
    print('flavorRef %s means flavor %r' % (reference, common.get_id_from_href(reference)))

image = '5d52519e-1db1-4252-906e-809d48301158'
for reference in (image, image.upper(), image.replace('-', ''), '{%s}' % image, 'http://127.0.0.1/v2.1/images/' + image):
    try:
        validators._SchemaValidator(servers.create).validate(
            {'server': {'name': 'n', 'flavorRef': 'ftp://h/5', 'imageRef': reference}})
        print('imageRef %s: taken' % reference)
    except exception.ValidationError as refusal:
        print('imageRef %s: refused' % reference)
END
