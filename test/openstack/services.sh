# shellcheck shell=bash
# How the services of both clouds are set up and started. $run is what a command of the cloud is run with: the environment, and in
# modern/ the chroot.
# shellcheck disable=SC2154 # base, inner, run, plugin and the ports are lib.sh's, config.sh's and up.sh's

# sole_run keeps a second up.sh waiting, as long as this one is at work.
sole_run() {
  mkdir -p "$base"/{done,etc,log,mysql,run,state,tmp,bin,rabbit/home}
  exec 9>"$base/run/up.lock"
  flock -w 600 9 || { echo 'up.sh: another one is at work' >&2; exit 1; }
}

# program NAME MODULE:FUNCTION makes a program of an entry point: the packages that have the programs would start services.
# nova-compute gets this folder's driver added to the package from which alone Nova loads drivers.
program() {
  cat >"$base/bin/$1" <<END
#!/usr/bin/python3
import sys
if '$1' == 'nova-compute':
    import nova.virt
    nova.virt.__path__.append('$plugin/virt')
from ${2%%:*} import ${2##*:} as main
if __name__ == '__main__':
    sys.exit(main())
END
  chmod +x "$base/bin/$1"
}

programs() {
  program nova-manage nova.cmd.manage:main
  program nova-conductor nova.cmd.conductor:main
  program nova-scheduler nova.cmd.scheduler:main
  program nova-compute nova.cmd.compute:main
  program glance-manage glance.cmd.manage:main
  program neutron-db-manage neutron.db.migration.cli:main
}

# service NAME COMMAND... starts a command of the cloud, as a process of its own.
service() {
  local name=$1
  shift
  start "$name" "${run[@]}" "$@"
}

# manage CONFIG PROGRAM ARGUMENT... runs a program of a service with a file of $base/etc.
manage() { "${run[@]}" "$2" --config-file "$inner/etc/$1" "${@:3}"; }

start_database() {
  once database-files "${run[@]}" mariadb-install-db --defaults-file="$inner/etc/my.cnf" --user=root \
    --auth-root-authentication-method=socket --skip-test-db
  service mariadb mariadbd --defaults-file="$inner/etc/my.cnf"
}

sql() { "${run[@]}" mariadb --no-defaults --socket="$inner/run/mysql.sock" -u root "$@"; }

# create_databases NAME... makes those that every cloud has, and these.
create_databases() {
  local name
  for name in keystone placement glance neutron nova_api nova_cell0 nova_cell1 "$@"; do
    echo "create database $name character set utf8mb3;"
  done | sql &&
    sql -e "create user openstack@'127.0.0.1' identified by 'openstack'; grant all on *.* to openstack@'127.0.0.1';"
}

start_queue() {
  service epmd epmd -address 127.0.0.1 -port "$epmd_port"
  await epmd 10 listens "$epmd_port"
  service rabbitmq env HOME="$inner/rabbit/home" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$epmd_port" \
    RABBITMQ_NODENAME="$mq_node@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$mq_port" \
    RABBITMQ_DIST_PORT="$mq_dist_port" RABBITMQ_MNESIA_BASE="$inner/rabbit/mnesia" RABBITMQ_LOG_BASE="$inner/log" RABBITMQ_LOGS=- \
    RABBITMQ_CONFIG_FILE="$inner/etc/rabbitmq.conf" RABBITMQ_CONF_ENV_FILE="$inner/etc/rabbitmq-env.conf" \
    RABBITMQ_ADVANCED_CONFIG_FILE="$inner/etc/rabbitmq-advanced.config" RABBITMQ_ENABLED_PLUGINS_FILE="$inner/etc/rabbitmq-plugins" \
    RABBITMQ_PID_FILE="$inner/run/rabbitmq.own" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}' \
    /usr/lib/rabbitmq/bin/rabbitmq-server
}

# web NAME PORT PROCESSES OPTION... serves a WSGI application.
web() {
  service "$1" uwsgi_python3 --http-socket "127.0.0.1:$2" --procname "$1" --master --processes "$3" --enable-threads --lazy-apps \
    --need-app --die-on-term --thunder-lock --buffer-size 65535 --disable-logging --add-header 'Connection: close' "${@:4}"
}

setup_keystone() {
  local keystone=(manage keystone/keystone.conf keystone-manage) kind
  "${keystone[@]}" db_sync || return
  for kind in "${key_kinds[@]}"; do
    "${keystone[@]}" "${kind}_setup" --keystone-user root --keystone-group root || return
  done
  "${keystone[@]}" bootstrap --bootstrap-username admin --bootstrap-password admin-pass --bootstrap-project-name admin \
    --bootstrap-region-id RegionOne --bootstrap-public-url "$identity/v3" --bootstrap-internal-url "$identity/v3" \
    --bootstrap-admin-url "$identity/v3"
}

setup_placement() { manage placement/placement.conf placement-manage db sync; }

setup_glance() { manage glance/glance-api.conf "$inner/bin/glance-manage" db_sync; }

setup_neutron() { manage neutron/neutron.conf "$inner/bin/neutron-db-manage" upgrade heads; }

setup_nova() {
  local nova=(manage nova/nova.conf "$inner/bin/nova-manage")
  "${nova[@]}" api_db sync &&
    "${nova[@]}" cell_v2 map_cell0 --database_connection "$(database nova_cell0)" &&
    "${nova[@]}" db sync &&
    "${nova[@]}" cell_v2 create_cell --name cell1
}

# setup makes the schemas, in three processes side by side: that is most of the first start. Each NAME has a setup_NAME.
setup() {
  local job jobs=() name names
  for names in "keystone placement $*" 'nova glance' neutron; do
    for name in $names; do once "setup-$name" "setup_$name"; done &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job"; done
}

# seed STEP ARGUMENT... puts something into the cloud.
seed() {
  env IDENTITY_PORT="$identity_port" COMPUTE_PORT="$compute_port" PLACEMENT_PORT="$placement_port" IMAGE_PORT="$image_port" \
    NETWORK_PORT="$network_port" VOLUME_PORT="${volume_port:-}" python3 -B "$seed_program" "$@"
}

# start_computes starts the compute hosts.
start_computes() {
  local i
  for ((i = 1; i <= computes; i++)); do
    service "nova-compute$i" "$inner/bin/nova-compute" --config-file "$inner/etc/nova/compute$i.conf"
  done
}
