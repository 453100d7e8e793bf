#!/usr/bin/env bash
# Brings up a real OpenStack of today on this machine, for the conformance suite: Keystone, Glance, Placement, Neutron, Cinder and
# Nova of the release 2026.2, on MariaDB and RabbitMQ. They live in a Debian of their own, a chroot, and listen on 127.0.0.1 and
# ports of their own: the older cloud of ../up.sh may run beside it. Servers and volumes exist in the books only.
# docs/real-openstack.md says how to use it.
#
#     sudo test/openstack/modern/up.sh           start it: about six minutes the first time, then one
#     sudo test/openstack/modern/down.sh         stop it; --wipe removes its data too, --all its Debian
#
# It prints, on stdout, the environment that names the cloud to the suite. All that it writes is in $OPENSTACK_MODERN_DIR (default:
# novactl-openstack-modern in the folder for temporary files; 2.2 GB), but for the package debootstrap.
#
# OS_FAKE_DELAY    seconds that each action takes, default 1
# OS_COMPUTES      compute hosts, default 2, each in a zone of its own
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
computes=${OS_COMPUTES:-2}
# shellcheck source=lib.sh
. "$here/lib.sh"
# shellcheck source=config.sh
. "$here/config.sh"
# shellcheck source=install.sh
. "$here/install.sh"
# shellcheck source=../services.sh
. "$here/../services.sh"
seed_program=$here/../seed.py

[ "$(id -u)" = 0 ] || { echo 'up.sh: run it as root: it makes a chroot' >&2; exit 1; }

# application NAME PORT PROCESSES MODULE OPTION... serves a module of a service. None has a server of its own any more; a snapshot of
# Nova's is uploaded in chunks, which uwsgi reads with these options alone.
application() {
  web "$1" "$2" "$3" --plugin http --module "$4:application" --threads 2 --http-raw-body --http-chunked-input \
    --http-auto-chunked "${@:5}"
}

setup_cinder() { manage cinder/cinder.conf "$inner/bin/cinder-manage" db sync; }

start_identity() {
  application keystone "$identity_port" 2 keystone.wsgi.api
  application placement "$placement_port" 1 placement.wsgi.api
  await keystone 90 curl -sf "$identity/v3"
  once seed-identity seed identity
}

start_services() {
  local nova=(--config-file "$inner/etc/nova/nova.conf") cinder=(--config-file "$inner/etc/cinder/cinder.conf")
  application glance-api "$image_port" 1 glance.wsgi.api
  application neutron-api "$network_port" 1 neutron.wsgi.api
  application cinder-api "$volume_port" 1 cinder.wsgi.api --pyargv "${cinder[*]}"
  service nova-conductor "$inner/bin/nova-conductor" "${nova[@]}"
  service nova-scheduler "$inner/bin/nova-scheduler" "${nova[@]}"
  application nova-api "$compute_port" 2 nova.wsgi.osapi_compute
  start_computes
  service cinder-scheduler "$inner/bin/cinder-scheduler" "${cinder[@]}"
  service cinder-volume "$inner/bin/cinder-volume" "${cinder[@]}"
  await glance-api 90 answers "http://127.0.0.1:$image_port/"
  await neutron-api 120 answers "http://127.0.0.1:$network_port/"
  await cinder-api 90 answers "http://127.0.0.1:$volume_port/"
  await nova-api 90 answers "http://127.0.0.1:$compute_port/"
  say "waiting for $computes compute hosts"
  seed computes "$computes"
  once seed-resources seed resources
  once seed-more seed more
}

sole_run
once debian make_debian
mounts
once packages install_packages
once unpack unpack_pipelines
rm -rf "$base/plugin"
cp -r "$here/../plugin" "$base/plugin"
programs
program cinder-manage cinder.cmd.manage:main
program cinder-scheduler cinder.cmd.scheduler:main
program cinder-volume cinder.cmd.volume:main
configure_modern
start_database
start_queue
await mariadb 60 sql -e 'select 1'
once create-databases create_databases cinder
setup cinder
start_identity
await rabbitmq 120 listens "$mq_port"
start_services
say "up: identity :$identity_port, compute :$compute_port, image :$image_port, network :$network_port, volume :$volume_port"
write_clouds modern
