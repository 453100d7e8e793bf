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

[ "$(id -u)" = 0 ] || { echo 'up.sh: run it as root: it installs packages' >&2; exit 1; }

# The services find this folder's drivers and Debian's Python, and nothing of the user's.
unset PYTHONHOME VIRTUAL_ENV OS_CLOUD OS_TOKEN "${!OS_AUTH@}"
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH=$here/plugin HOME=$base/state XDG_CACHE_HOME=$base/state/cache

mkdir -p "$base"/{done,etc,log,mysql,run,state,tmp,rabbit/home}
exec 9>"$base/run/up.lock"
flock -w 600 9 || { echo 'up.sh: another one is at work' >&2; exit 1; }

# entry MODULE:FUNCTION ARG... is a program of OpenStack by its entry point: the packages with the scripts would start daemons.
# OSFAKE adds this folder's driver to the package from which alone Nova loads drivers.
entry() {
  local at=$1
  shift
  python=(/usr/bin/python3 -c "import sys
sys.argv[0] = '${at%%:*}'
if '${OSFAKE:-}':
    import nova.virt
    nova.virt.__path__.append('$here/plugin/virt')
from ${at%%:*} import ${at##*:} as main
sys.exit(main())" "$@")
}

run_entry() { entry "$@" && "${python[@]}"; }

start_entry() {
  local name=$1
  shift
  entry "$@"
  start "$name" "${python[@]}"
}

start_database() {
  once database-files mariadb-install-db --defaults-file="$base/etc/my.cnf" --user=root \
    --auth-root-authentication-method=socket --skip-test-db
  start mariadb mariadbd --defaults-file="$base/etc/my.cnf"
}

sql() { mariadb --no-defaults --socket="$base/run/mysql.sock" -u root "$@"; }

create_databases() {
  local name
  for name in keystone placement glance neutron nova_api nova_cell0 nova_cell1; do
    echo "create database $name character set utf8mb3;"
  done | sql &&
    sql -e "create user openstack@'127.0.0.1' identified by 'openstack'; grant all on *.* to openstack@'127.0.0.1';"
}

mq_dist_port=25673 epmd_port=14369 # RabbitMQ's own

start_queue() {
  start epmd epmd -address 127.0.0.1 -port "$epmd_port"
  await epmd 10 listens "$epmd_port"
  start rabbitmq env HOME="$base/rabbit/home" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$epmd_port" \
    RABBITMQ_NODENAME=novactl@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$mq_port" \
    RABBITMQ_DIST_PORT="$mq_dist_port" RABBITMQ_MNESIA_BASE="$base/rabbit/mnesia" RABBITMQ_LOG_BASE="$base/log" RABBITMQ_LOGS=- \
    RABBITMQ_CONFIG_FILE="$base/etc/rabbitmq.conf" RABBITMQ_CONF_ENV_FILE="$base/etc/rabbitmq-env.conf" \
    RABBITMQ_ADVANCED_CONFIG_FILE="$base/etc/rabbitmq-advanced.config" RABBITMQ_ENABLED_PLUGINS_FILE="$base/etc/rabbitmq-plugins" \
    RABBITMQ_PID_FILE="$base/run/rabbitmq.own" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}' \
    /usr/lib/rabbitmq/bin/rabbitmq-server
}

# web NAME PORT SCRIPT PROCESSES starts a service that is a WSGI script.
web() {
  start "$1" uwsgi_python3 --http-socket "127.0.0.1:$2" --wsgi-file "$3" --procname "$1" --master --processes "$4" \
    --enable-threads --lazy-apps --need-app --die-on-term --thunder-lock --buffer-size 65535 --disable-logging \
    --add-header 'Connection: close'
}

setup_keystone() {
  local manage=(keystone-manage --config-file "$base/etc/keystone/keystone.conf")
  "${manage[@]}" db_sync &&
    "${manage[@]}" fernet_setup --keystone-user root --keystone-group root &&
    "${manage[@]}" credential_setup --keystone-user root --keystone-group root &&
    "${manage[@]}" bootstrap --bootstrap-username admin --bootstrap-password admin-pass --bootstrap-project-name admin \
      --bootstrap-region-id RegionOne --bootstrap-public-url "$identity/v3" --bootstrap-internal-url "$identity/v3" \
      --bootstrap-admin-url "$identity/v3"
}

setup_placement() { placement-manage --config-file "$base/etc/placement/placement.conf" db sync; }

setup_glance() { run_entry glance.cmd.manage:main --config-file "$base/etc/glance/glance-api.conf" db_sync; }

setup_neutron() { run_entry neutron.db.migration.cli:main --config-file "$base/etc/neutron/neutron.conf" upgrade heads; }

setup_nova() {
  local manage=(run_entry nova.cmd.manage:main --config-file "$base/etc/nova/nova.conf")
  "${manage[@]}" api_db sync &&
    "${manage[@]}" cell_v2 map_cell0 --database_connection "$(database nova_cell0)" &&
    "${manage[@]}" db sync &&
    "${manage[@]}" cell_v2 create_cell --name cell1
}

# setup makes the schemas, in three processes side by side: that is most of the first start.
setup() {
  local job jobs=()
  { once setup-keystone setup_keystone; once setup-placement setup_placement; } &
  jobs+=($!)
  { once setup-nova setup_nova; once setup-glance setup_glance; } &
  jobs+=($!)
  once setup-neutron setup_neutron &
  jobs+=($!)
  for job in "${jobs[@]}"; do wait "$job"; done
}

start_identity() {
  export OS_KEYSTONE_CONFIG_DIR=$base/etc/keystone OS_PLACEMENT_CONFIG_DIR=$base/etc/placement
  web keystone 5000 /usr/bin/keystone-wsgi-public 2
  web placement 8778 /usr/bin/placement-api 1
  await keystone 60 curl -sf "$identity/v3"
  once seed-identity seed identity
}

seed() { /usr/bin/python3 "$here/seed.py" "$@"; }

start_services() {
  local nova=(--config-file "$base/etc/nova/nova.conf") i
  start_entry glance-api glance.cmd.api:main --config-file "$base/etc/glance/glance-api.conf"
  start_entry neutron-server neutron.cmd.eventlet.server:main --config-file "$base/etc/neutron/neutron.conf"
  start_entry nova-conductor nova.cmd.conductor:main "${nova[@]}"
  start_entry nova-scheduler nova.cmd.scheduler:main "${nova[@]}"
  start_entry nova-api nova.cmd.api:main "${nova[@]}"
  export OS_FAKE_DELAY=${OS_FAKE_DELAY:-1}
  for ((i = 1; i <= computes; i++)); do
    OSFAKE=yes start_entry "nova-compute$i" nova.cmd.compute:main --config-file "$base/etc/nova/compute$i.conf"
  done
  await glance-api 60 answers http://127.0.0.1:9292/
  await neutron-server 90 answers http://127.0.0.1:9696/
  await nova-api 60 answers http://127.0.0.1:8774/
  say "waiting for $computes compute hosts"
  seed computes "$computes"
  once seed-resources seed resources
}

install_packages
once unpack unpack_pipelines
configure
start_database
start_queue
await mariadb 60 sql -e 'select 1'
once create-databases create_databases
setup
start_identity
await rabbitmq 90 listens "$mq_port"
start_services
write_clouds
say 'up: identity :5000, compute :8774, image :9292, network :9696'
printf 'export OS_CLIENT_CONFIG_FILE=%q NOVACTL_CONFORMANCE_CLOUD=openstack NOVACTL_CONFORMANCE_ADMIN=openstack-admin\n' "$base/clouds.yaml"
