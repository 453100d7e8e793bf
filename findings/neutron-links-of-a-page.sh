#!/usr/bin/env bash
# Guessed: links say where there is more: no `previous` on the first page, no `next` after the last.
# What happens: Neutron's first page has a `previous`, which leads to an empty page; a full last page has a `next` to an empty one, and
#   that empty page has a `previous` without a marker, which is the end of the whole list. Only an empty or short page has no `next`.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2): neutron/api/api_common.py get_pagination_links.
# Why it matters: a client that reads links as "there is more" never stops, or asks once more than it must. It has to stop at a page
#   shorter than the limit.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
the first page of several: {'next': 'limit=2&marker=b', 'previous': 'limit=2&marker=a&page_reverse=True'}
the only page, full: {'next': 'limit=2&marker=b', 'previous': 'limit=2&marker=a&page_reverse=True'}
the only page, short: {'previous': 'limit=3&marker=a&page_reverse=True'}
behind the last: {'previous': 'limit=2&page_reverse=True'}
in front of the first: {'next': 'limit=2'}
END

python <<'END' | expect "$expected"
import webob

from neutron.api import api_common
from neutron.conf import common

common.register_core_common_config_opts()


def links(query, ids, limit, reverse=False):
    request = webob.Request.blank('/v2.0/networks?' + query, base_url='http://cloud')
    found = api_common.get_pagination_links(request, [{'id': i} for i in ids], limit, None, reverse)
    return {link['rel']: link['href'].partition('?')[2] for link in found}


print('the first page of several:', links('limit=2', ['a', 'b'], 2))
print('the only page, full:', links('limit=2', ['a', 'b'], 2))
print('the only page, short:', links('limit=3', ['a', 'b'], 3))
print('behind the last:', links('limit=2&marker=b', [], 2))
print('in front of the first:', links('limit=2&marker=a&page_reverse=True', [], 2, True))
END
