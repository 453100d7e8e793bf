#!/usr/bin/env bash
# Guessed: a list that is read page by page has the items of the list that is read at once.
# What happens: not where the key that it is sorted by is null in some (the ports of a rule for any protocol, the gateway of a subnet
#   without one, the key pair of a server). Sorted down, all of those are missing. Sorted up, the page behind one of them has what has a
#   greater id, whatever its key: of the others about half are missing, which ones is chance. Every page is 200, and the last one looks
#   like any list's end. Without pages, or without a sort key, everything is there.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2): oslo.db's paginate_query, which leaves a null out of what it compares. It was seen
#   over the API of 2026.2 in Neutron (security-group-rules by port_range_min, subnets by gateway_ip) and in Nova 34 (servers by
#   key_name). Cinder and Glance have code of their own for it, and lose nothing.
# Why it matters: the rule for port 22 is missing from what a client prints, compares or deletes by, without an error, and another one
#   tomorrow. A client that wants an order of its own should let the service page by id, and sort what came.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
by id, up
  at once          [22, None, 80, 443]
  in pages of one  [22, None, 80, 443]
by port_range_min, up
  at once          [None, 22, 80, 443]
  in pages of one  [None, 80, 443]
by port_range_min, down
  at once          [443, 80, 22, None]
  in pages of one  [443, 80, 22]
END

python <<'END' | expect "$expected"
import sqlalchemy
from neutron_lib.db import model_query
from sqlalchemy import orm

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.db.migration.models import head  # noqa: E402,F401  every table, for the keys between them
from neutron.db.models import securitygroup  # noqa: E402

Rule = securitygroup.SecurityGroupRule
engine = sqlalchemy.create_engine('sqlite://')
Rule.__table__.create(engine)
session = orm.Session(engine)
ports = {'rule-1': 22, 'rule-2': None, 'rule-3': 80, 'rule-4': 443}
for name, port in ports.items():
    session.execute(Rule.__table__.insert().values(
        id=name, security_group_id='group', port_range_min=port, direction='ingress', standard_attr_id=int(name[-1])))
model_query.query_with_hooks = lambda context, model, **_: session.query(model).options(orm.noload('*'))


def page(sorts, limit=None, marker=None):
    after = marker and session.query(Rule).options(orm.noload('*')).filter_by(id=marker).one()
    return [rule.id for rule in model_query.get_collection_query(None, Rule, sorts=sorts, limit=limit, marker_obj=after)]


def pages(sorts):
    found = more = page(sorts, 1)
    while more:
        more = page(sorts, 1, more[-1])
        found = found + more
    return found


for sorts in ([('id', True)], [('port_range_min', True)], [('port_range_min', False)]):
    print('by %s, %s' % (sorts[0][0], 'up' if sorts[0][1] else 'down'))
    for how, found in (('at once', page(sorts)), ('in pages of one', pages(sorts))):
        print('  %-16s' % how, [ports[name] for name in found])
END
