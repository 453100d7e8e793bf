#!/usr/bin/env bash
# Stops what up.sh started, and nothing else.
#
#     sudo test/openstack/down.sh           its data stays for the next up.sh
#     sudo test/openstack/down.sh --wipe    its data is removed
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

# stop_all SECONDS NAME... stops them side by side.
stop_all() {
  local seconds=$1 name
  shift
  for name in "$@"; do stop "$name" "$seconds" & done
  wait
}

mapfile -t computes < <(cd "$base/run" 2>/dev/null && compgen -G 'nova-compute*.pid')
# From the outside in, so that nobody loses what it stands on.
stop_all 10 "${computes[@]%.pid}" nova-api nova-scheduler nova-conductor neutron-server glance-api
stop_all 30 placement keystone rabbitmq mariadb
stop_all 2 epmd
if [ "${1:-}" = --wipe ]; then
  rm -rf "${base:?}"/{done,etc,log,mysql,pkg,rabbit,run,state,tmp,clouds.yaml}
  rmdir --ignore-fail-on-non-empty "$base"
fi
