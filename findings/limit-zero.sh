#!/usr/bin/env bash
# Guessed: `?limit=0` is refused, or means the same in each list of a cloud: no items, or no limit.
# What happens: it is 200 everywhere, and means nothing at all (Nova's servers, flavors and key pairs, Glance, Cinder) or everything
#   (Neutron, Keystone, which knows no limit; and Nova's server groups, and what else of Nova has pages by number).
#   What has no items has no link to a next page either, so it looks like a list that is empty.
# Where: Nova 26.2, Neutron 21.0, Glance 25.1, Cinder 21.3 (Zed), and just so 34.0, 29.0, 33.0 and 29.0 (2026.2), where it was seen over
#   the API: nova/api/openstack/common.py, whose two ways of reading it differ, neutron/api/api_common.py, cinder/api/common.py.
# Why it matters: 0 is what a number that wasn't given is in most programs, and "no limit" to many users. A client must not send it, and
#   has to say in its own help what 0 means there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-neutron=2:21.0.0-7+deb12u1 python3-glance=2:25.1.0-2+deb12u5 \
  python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
Nova, servers        limit=1: at most 1
Nova, server groups  limit=1: ['a']
Nova, servers        limit=0: at most 0
Nova, server groups  limit=0: ['a', 'b', 'c']
Neutron              limit=1: at most 1
Neutron              limit=0: at most what there is
Glance               limit=1: ['b'], and a next page
Glance               limit=0: [], and no next page
Cinder               limit=1: at most 1
Cinder               limit=0: at most 0
END

{
  python <<'END'
import webob

from nova.api.openstack import common

for limit in (1, 0):
    request = webob.Request.blank('/servers?limit=%d' % limit)
    print('Nova, servers        limit=%d: at most %d' % (limit, common.get_limit_and_marker(request)[0]))
    print('Nova, server groups  limit=%d: %s' % (limit, common.limited(['a', 'b', 'c'], request)))
END
  python <<'END'
import webob

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.api import api_common  # noqa: E402

for limit in (1, 0):
    request = webob.Request.blank('/networks?limit=%d' % limit)
    print('Neutron              limit=%d: at most %s' % (limit, api_common.get_limit_and_marker(request)[0] or 'what there is'))
END
  python <<'END'
import glance_app

for name in ('a', 'b'):
    glance_app.create(name=name)
for limit in (1, 0):
    status, document = glance_app.call('GET', '/images?limit=%d' % limit)
    print('Glance               limit=%d: %s, %s' % (limit, [image['name'] for image in document['images']],
                                                      'and a next page' if 'next' in document else 'and no next page'))
END
  python <<'END'
from cinder.api import common

for limit in (1, 0):
    print('Cinder               limit=%d: at most %d' % (limit, common.get_pagination_params({'limit': str(limit)})[1]))
END
} | expect "$expected"
