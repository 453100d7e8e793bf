#!/usr/bin/env bash
# Brings up a real OpenStack on this machine, for the conformance suite: Keystone, Glance, Placement, Neutron and Nova of the
# release Zed, from Debian 12's packages, on MariaDB and RabbitMQ. Its servers exist in Nova's books only, so it needs no
# hypervisor; everything else is the real thing. docs/real-openstack.md says how to use it.
#
#     sudo test/openstack/up.sh           start it: about four minutes the first time, then one
#     sudo test/openstack/down.sh         stop it; --wipe removes its data too
#
# It prints, on stdout, the environment that names the cloud to the suite. All that it writes is in $OPENSTACK_DIR (default:
# novactl-openstack in the folder for temporary files), but for the packages. What runs already is left alone.
#
# OS_FAKE_DRIVER   osfake.Driver (default): every action takes OS_FAKE_DELAY seconds (default 1), and snapshots finish; or
#                  fake.FakeDriver, Nova's own, where a snapshot never does
# OS_COMPUTES      compute hosts, default 2: a resize goes from one to another
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
driver=${OS_FAKE_DRIVER:-osfake.Driver}
computes=${OS_COMPUTES:-2}
# shellcheck source=lib.sh
. "$here/lib.sh"
# shellcheck source=config.sh
. "$here/config.sh"
# shellcheck source=install.sh
. "$here/install.sh"
# shellcheck source=services.sh
. "$here/services.sh"
seed_program=$here/seed.py

[ "$(id -u)" = 0 ] || { echo 'up.sh: run it as root: it installs packages' >&2; exit 1; }

# The services find this folder's drivers and Debian's Python, and nothing of the user's.
unset PYTHONHOME VIRTUAL_ENV OS_CLOUD OS_TOKEN "${!OS_AUTH@}"
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1
export OS_FAKE_DELAY=${OS_FAKE_DELAY:-1}
export PYTHONPATH=$here/plugin HOME=$base/state XDG_CACHE_HOME=$base/state/cache

run=(env) plugin=$here/plugin

sole_run

start_identity() {
  export OS_KEYSTONE_CONFIG_DIR=$base/etc/keystone OS_PLACEMENT_CONFIG_DIR=$base/etc/placement
  web keystone "$identity_port" 2 --wsgi-file /usr/bin/keystone-wsgi-public
  web placement "$placement_port" 1 --wsgi-file /usr/bin/placement-api
  await keystone 60 curl -sf "$identity/v3"
  once seed-identity seed identity
}

start_services() {
  local nova=(--config-file "$base/etc/nova/nova.conf")
  service glance-api "$base/bin/glance-api" --config-file "$base/etc/glance/glance-api.conf"
  service neutron-server "$base/bin/neutron-server" --config-file "$base/etc/neutron/neutron.conf"
  service nova-conductor "$base/bin/nova-conductor" "${nova[@]}"
  service nova-scheduler "$base/bin/nova-scheduler" "${nova[@]}"
  service nova-api "$base/bin/nova-api" "${nova[@]}"
  start_computes
  await glance-api 60 answers "http://127.0.0.1:$image_port/"
  await neutron-server 90 answers "http://127.0.0.1:$network_port/"
  await nova-api 60 answers "http://127.0.0.1:$compute_port/"
  say "waiting for $computes compute hosts"
  seed computes "$computes"
  once seed-resources seed resources
}

install_packages
once unpack unpack_pipelines
programs
program glance-api glance.cmd.api:main
program neutron-server neutron.cmd.eventlet.server:main
program nova-api nova.cmd.api:main
configure
start_database
start_queue
await mariadb 60 sql -e 'select 1'
once create-databases create_databases
# shellcheck disable=SC2119 # nothing more than what every cloud has
setup
start_identity
await rabbitmq 90 listens "$mq_port"
start_services
say "up: identity :$identity_port, compute :$compute_port, image :$image_port, network :$network_port"
write_clouds openstack
