#!/usr/bin/env bash
# Guessed: a rule of a security group is a duplicate (409) when it lets the same packets in, and another one when it has another description.
# What happens: tcp and 6, icmpv6 and 58, no prefix and 0.0.0.0/0 are the same, and a description makes no difference. But 10.0.0.5/8 and
#   10.0.0.0/8 are two rules: what is compared is the text of the prefix. So are protocol 0 and no protocol. Ports 1 to 65535 are the same as
#   none, and not only compared so: the rule is kept, and comes back, without ports; 0 to 65535 can't be said (400).
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2): neutron/db/securitygroups_db.py _rule_to_key, _validate_ip_prefix.
# Why it matters: a client that keeps rules as a user wrote them (make what is missing, skip what is there) has to compare as Neutron
#   does, or it meets a 409, or makes the same rule twice.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
{'protocol': ('tcp', '6')}: the same
{'protocol': ('icmpv6', '58')}: the same
{'remote_ip_prefix': (None, '0.0.0.0/0')}: the same
{'description': ('a', 'b')}: the same
{'remote_ip_prefix': ('10.1.2.3', '10.1.2.3/32')}: the same
{'remote_ip_prefix': ('10.0.0.5/8', '10.0.0.0/8')}: two rules
{'protocol': (None, '0')}: two rules
{'protocol': ('tcp', 'tcp'), 'port_range_min': (None, 1), 'port_range_max': (None, 65535)}: the same, kept as None-None
END

python <<'END' | expect "$expected"
from neutron.db import securitygroups_db

groups = securitygroups_db.SecurityGroupDbMixin.__new__(securitygroups_db.SecurityGroupDbMixin)


def same(ethertype='IPv4', **pair):
    rules = []
    for i in (0, 1):
        rule = {'security_group_id': 'group', 'direction': 'ingress', 'ethertype': ethertype, 'remote_ip_prefix': None, 'tenant_id': 'project',
                'port_range_min': None, 'port_range_max': None}
        rule.update({name: values[i] for name, values in pair.items()})
        groups._make_canonical_port_range(rule)
        groups._validate_ip_prefix(rule)
        rules.append(groups._rule_to_key(rule))
    kept = ', kept as %s-%s' % (rule['port_range_min'], rule['port_range_max']) if 'port_range_min' in pair else ''
    print('%s: %s%s' % (pair, 'the same' if rules[0] == rules[1] else 'two rules', kept))


same(protocol=('tcp', '6'))
same(protocol=('icmpv6', '58'), ethertype='IPv6')
same(remote_ip_prefix=(None, '0.0.0.0/0'))
same(description=('a', 'b'))
same(remote_ip_prefix=('10.1.2.3', '10.1.2.3/32'))
same(remote_ip_prefix=('10.0.0.5/8', '10.0.0.0/8'))
same(protocol=(None, '0'))
same(protocol=('tcp', 'tcp'), port_range_min=(None, 1), port_range_max=(None, 65535))
END
