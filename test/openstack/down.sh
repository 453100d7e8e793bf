#!/usr/bin/env bash
# Stops what up.sh started, and nothing else.
#
#     sudo test/openstack/down.sh           its data stays for the next up.sh
#     sudo test/openstack/down.sh --wipe    its data is removed
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

mapfile -t computes < <(compute_hosts)
# From the outside in, so that nobody loses what it stands on.
stop_all 10 "${computes[@]}" nova-api nova-scheduler nova-conductor neutron-server glance-api
stop_all 30 placement keystone rabbitmq mariadb
stop_all 2 epmd
if [ "${1:-}" = --wipe ]; then
  rm -rf "${base:?}"/{bin,done,etc,log,mysql,pkg,rabbit,run,state,tmp,clouds.yaml}
  rmdir --ignore-fail-on-non-empty "$base"
fi
