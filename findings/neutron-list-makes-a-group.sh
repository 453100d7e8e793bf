#!/usr/bin/env bash
# Guessed: `GET /v2.0/security-groups?project_id=typo` is an empty list: it reads, and there is no such project.
# What happens: it makes the security group `default` of the project named, and lists it: each list of security groups looks first
#   whether the project asked for has one. Whether there is such a project is not asked: for an administrator any text is one. With a
#   question for several projects it is made for the first. To get one group, or to list rules or ports, makes nothing.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where it was seen over the API: the group of the project "typo" was there
#   afterwards in the list of all: neutron/db/securitygroups_db.py get_security_groups.
# Why it matters: an administrator's tool that looks through projects leaves a group with four rules in each, also in those that were
#   deleted, and counts one more each time a name is mistyped. Reading isn't free of effects: a client asks for all, and picks.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
administrator GET /security-groups?                                       there are now groups of: admin
administrator GET /security-groups?name=web                               there are now groups of: admin
administrator GET /security-groups?project_id=typo                        there are now groups of: admin, typo
administrator GET /security-groups?project_id=gone&project_id=typo        there are now groups of: admin, gone
user          GET /security-groups?                                       there are now groups of: admin
user          GET /security-groups?name=web                               there are now groups of: admin
user          GET /security-groups?project_id=typo                        there are now groups of: admin
user          GET /security-groups?project_id=gone&project_id=typo        there are now groups of: admin
END

python <<'END' | expect "$expected"
from neutron.conf import common
common.register_core_common_config_opts()
from neutron.db import securitygroups_db  # noqa: E402
from neutron.objects import securitygroup  # noqa: E402
from neutron_lib import context as contexts  # noqa: E402
from oslo_config import cfg  # noqa: E402
from oslo_db import options  # noqa: E402


class Groups(securitygroups_db.SecurityGroupDbMixin):
    """Neutron's own plugin on a table with one group in it, that of the project which asks."""
    rows = ['admin']

    def __new__(cls):
        return object.__new__(cls)  # its own would ask a running Neutron

    def _get_default_sg_id(self, context, project):
        return project if project in self.rows else None

    def create_security_group(self, context, body, default_sg=False):
        self.rows = self.rows + [body['security_group']['tenant_id']]
        return {'id': body['security_group']['tenant_id']}


options.set_defaults(cfg.CONF, connection='sqlite://')
cfg.CONF([], project='neutron', default_config_files=[])
securitygroups_db.extensions.is_extension_supported = lambda *_: True
for admin in (True, False):
    for filters in ({}, {'name': ['web']}, {'project_id': ['typo']}, {'project_id': ['gone', 'typo']}):
        groups = Groups()
        securitygroup.SecurityGroup.get_objects = classmethod(lambda cls, *_, **__: [])
        context = contexts.Context(user_id='u', tenant_id='admin', is_admin=admin)
        groups.get_security_groups(context, filters)
        query = '&'.join('%s=%s' % (key, value) for key, values in filters.items() for value in values)
        print('%-13s GET /security-groups?%-38s there are now groups of: %s' % (
            'administrator' if admin else 'user', query, ', '.join(groups.rows)))
END
