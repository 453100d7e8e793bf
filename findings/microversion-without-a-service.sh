#!/usr/bin/env bash
# Guessed: `OpenStack-API-Version: 2.90`, without the service's name, is refused everywhere, or understood everywhere.
# What happens: Nova (as Placement) runs the request at its oldest version, without a word; so with another service's name (`nova 2.90`)
#   and with the type of another one. Cinder answers 400 that gives no reason, also to its own newer type, block-storage: it
#   wants the word volume. Of several entries for one service Nova takes the last, Cinder the first.
# Where: Nova 26.2 and Cinder 21.3 (Zed), and just so 34.0 and 29.0 (2026.2): microversion_parse 1.0 or 2.0, nova/api/openstack/wsgi.py,
#   cinder/api/openstack/wsgi.py set_api_version_request.
# Why it matters: the same mistake gives old documents here, an error there. A client can tell only by the OpenStack-API-Version of the
#   answer, and must know a name for each service that isn't the type of its entry in the catalog.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
Nova  compute 2.90                     2.90
Nova  2.90                             2.1
Nova  nova 2.90                        2.1
Nova  volume 2.90                      2.1
Nova  compute 2.10, compute 2.20       2.20
Nova  compute 2.20, compute 2.10       2.10
Nova  compute 2.090                    InvalidAPIVersionString
Cinder volume 3.60                     3.60
Cinder 3.60                            VersionNotFoundForAPIMethod
Cinder block-storage 3.60              VersionNotFoundForAPIMethod
Cinder compute 2.1                     VersionNotFoundForAPIMethod
Cinder volume 3.10, volume 3.20        3.10
Cinder volume 3.20, volume 3.10        3.20
END

python <<'END' | expect "$expected"
from cinder.api.openstack import wsgi as cinder
from nova.api.openstack import wsgi as nova


def asked(module, header):
    request = module.Request.blank('/v3/x', headers={'OpenStack-API-Version': header})
    try:
        if module is nova:
            request.set_api_version_request()
        else:
            request.set_api_version_request('/v3/x')
    except Exception as refusal:
        return type(refusal).__name__
    return request.api_version_request.get_string()


for header in ('compute 2.90', '2.90', 'nova 2.90', 'volume 2.90', 'compute 2.10, compute 2.20', 'compute 2.20, compute 2.10',
               'compute 2.090'):
    print('Nova  %-32s %s' % (header, asked(nova, header)))
for header in ('volume 3.60', '3.60', 'block-storage 3.60', 'compute 2.1', 'volume 3.10, volume 3.20', 'volume 3.20, volume 3.10'):
    print('Cinder %-31s %s' % (header, asked(cinder, header)))
END
