#!/usr/bin/env bash
# Guessed: where one call of Nova takes a time, the others take it too, and each takes a time as Nova itself prints it.
# What happens: changes-since takes whatever is somehow ISO 8601, down to a year alone (2015 is 2015-01-01T00:00:00Z), but no week and no
#   seconds since 1970. The start and end of os-simple-tenant-usage take three patterns: neither Nova's own 2026-01-01T00:00:00Z,
#   nor a date, nor a zone; and a blank instead of the T only with microseconds behind.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/openstack/compute/simple_tenant_usage.py _parse_datetime,
#   nova/api/validation/validators.py.
# Why it matters: who copies `created` of a server into a question about usage gets 400. A client has to turn the user's time into UTC
#   without a zone itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
                               changes-since usage
2026-01-01T00:00:00Z           True          False
2026-01-01T00:00:00            True          True
2026-01-01T00:00:00.5          True          True
2026-01-01 00:00:00            True          False
2026-01-01 00:00:00.000000     True          True
2026-01-01T00:00:00+00:00      True          False
2026-01-01                     True          False
2026                           True          False
20260101                       True          False
2026-W01                       False         False
1767225600                     False         False
END

python <<'END' | expect "$expected"
from nova import exception
from nova.api.openstack.compute import simple_tenant_usage
from nova.api.validation import validators

usage = simple_tenant_usage.SimpleTenantUsageController.__new__(simple_tenant_usage.SimpleTenantUsageController)


def usage_takes(time):
    try:
        usage._parse_datetime(time)
    except exception.InvalidStrTime:
        return False
    return True


print('%-30s %-13s %s' % ('', 'changes-since', 'usage'))
for time in ('2026-01-01T00:00:00Z', '2026-01-01T00:00:00', '2026-01-01T00:00:00.5', '2026-01-01 00:00:00',
             '2026-01-01 00:00:00.000000', '2026-01-01T00:00:00+00:00', '2026-01-01', '2026', '20260101', '2026-W01', '1767225600'):
    print('%-30s %-13s %s' % (time, validators._validate_datetime_format(time), usage_takes(time)))
END
