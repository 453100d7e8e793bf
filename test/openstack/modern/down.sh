#!/usr/bin/env bash
# Stops what up.sh started, and nothing else.
#
#     sudo test/openstack/modern/down.sh           its data stays for the next up.sh
#     sudo test/openstack/modern/down.sh --wipe    its data is removed, its Debian stays
#     sudo test/openstack/modern/down.sh --all     its Debian is removed too
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"

mapfile -t computes < <(compute_hosts)
# From the outside in, so that nobody loses what it stands on.
stop_all 15 "${computes[@]}" cinder-volume cinder-scheduler nova-api nova-scheduler nova-conductor cinder-api neutron-api glance-api
stop_all 30 placement keystone rabbitmq mariadb
stop_all 2 epmd
case ${1:-} in
  --wipe)
    rm -rf "${base:?}"/{bin,etc,log,mysql,plugin,rabbit,run,state,tmp,clouds.yaml}
    find "$base/done" -type f ! -name debian ! -name packages ! -name unpack -delete
    ;;
  --all)
    # Before anything is removed: in the chroot there is this machine's own /dev.
    unmount
    rm -rf --one-file-system "${root:?}"
    ;;
esac
