# shellcheck shell=bash
# What up.sh and down.sh of this folder share: the chroot, $root, with a Debian of its own, and what a command in it is run with.
# shellcheck disable=SC2034,SC2154 # here is their own; what is unused here is used in ../services.sh

# shellcheck source=../lib.sh
. "$here/../lib.sh"

root=${OPENSTACK_MODERN_DIR:-${TMPDIR:-/tmp}/novactl-openstack-modern}
inner=/srv/openstack
base=$root$inner
plugin=$inner/plugin

# An environment of its own: nothing of the user's reaches the services. Nova's API reads its files in this order: the pipeline first.
run=(
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME="$inner/state"
  PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$plugin" OS_FAKE_DELAY="${OS_FAKE_DELAY:-1}"
  OS_KEYSTONE_CONFIG_DIR="$inner/etc/keystone" OS_PLACEMENT_CONFIG_DIR="$inner/etc/placement"
  OS_GLANCE_CONFIG_DIR="$inner/etc/glance"
  OS_NEUTRON_CONFIG_DIR="$inner/etc/neutron" OS_NEUTRON_CONFIG_FILES="$inner/etc/neutron/neutron.conf"
  OS_CINDER_CONFIG_DIR="$inner/etc/cinder"
  OS_NOVA_CONFIG_DIR="$inner/etc/nova"
  OS_NOVA_CONFIG_FILES="$inner/pkg/usr/share/nova-common/api-paste.ini;nova.conf"
)

# mounts gives the chroot what programs cannot live without.
mounts() {
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
}

unmount() {
  local at
  for at in proc dev; do
    ! mountpoint -q "$root/$at" || umount "$root/$at"
  done
}
