#!/usr/bin/env bash
# The guess: clients that fold Nova's statuses into a few of their own agree on what is broken and what runs, and a
# paused or shelved server is "stopped" or so.
#
# What happens: a server in RESCUE is an error for pkgcloud and pending for libcloud; in VERIFY_RESIZE it is running
# for libcloud and updating for pkgcloud; suspended for the one is stopped for the other. PAUSED, SHELVED and
# SOFT_DELETED, which every OpenStack has, are "unknown" in both.
#
# libcloud 3.4.1 (Debian 12), libcloud/compute/drivers/openstack.py, NODE_STATE_MAP; pkgcloud 2.2.0 (npm),
# lib/pkgcloud/openstack/compute/server.js. Both have the statuses of the first Cloud Servers, and few since.
#
# Why care: monitoring on pkgcloud raises an alarm for every server in rescue mode; a wait of libcloud for "running"
# ends while a resize waits for its confirmation. Scripts should compare the cloud's own words.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-libcloud=3.4.1-5 python3-requests=2.28.1+dfsg-1 python3-urllib3=1.26.12-1+deb12u4 python3-idna=3.3-1+deb12u1 \
  python3-certifi=2022.9.24-1 python3-chardet=5.1.0+dfsg-2 python3-charset-normalizer=3.0.1-2 python3-lockfile=1:0.12.2-2.2 \
  python3-lxml=4.9.2-1+deb12u1
npm_packages pkgcloud@2.2.0

statuses='ACTIVE BUILD REBUILD PAUSED SUSPENDED SHUTOFF RESCUE RESIZE VERIFY_RESIZE REVERT_RESIZE MIGRATING PASSWORD SHELVED SHELVED_OFFLOADED
SOFT_DELETED ERROR'
# shellcheck disable=SC2086 # they are several
paste -d' ' <(python - $statuses <<'END'
import sys
from libcloud.compute.drivers.openstack import OpenStackNodeDriver
from libcloud.compute.types import NodeState
for status in sys.argv[1:]:
    print(status, "libcloud", OpenStackNodeDriver.NODE_STATE_MAP.get(status, NodeState.UNKNOWN))
END
) <(node_run - $statuses 2>"$tmp/log" <<'END'
const { Server } = require('pkgcloud/lib/pkgcloud/openstack/compute/server');
const compute = require('pkgcloud').compute.createClient({ provider: 'openstack', username: 'u', password: 'p', authUrl: 'http://127.0.0.1', region: 'r' });
for (const status of process.argv.slice(2)) console.log('pkgcloud', new Server(compute, { id: '1', name: 'n', status }).status);
END
) | seen
expect <<'END'
ACTIVE libcloud running pkgcloud RUNNING
BUILD libcloud pending pkgcloud PROVISIONING
REBUILD libcloud pending pkgcloud PROVISIONING
PAUSED libcloud unknown pkgcloud UNKNOWN
SUSPENDED libcloud suspended pkgcloud STOPPED
SHUTOFF libcloud stopped pkgcloud STOPPED
RESCUE libcloud pending pkgcloud ERROR
RESIZE libcloud reconfiguring pkgcloud UPDATING
VERIFY_RESIZE libcloud running pkgcloud UPDATING
REVERT_RESIZE libcloud unknown pkgcloud UNKNOWN
MIGRATING libcloud unknown pkgcloud UNKNOWN
PASSWORD libcloud pending pkgcloud UPDATING
SHELVED libcloud unknown pkgcloud UNKNOWN
SHELVED_OFFLOADED libcloud unknown pkgcloud UNKNOWN
SOFT_DELETED libcloud unknown pkgcloud UNKNOWN
ERROR libcloud error pkgcloud ERROR
END
