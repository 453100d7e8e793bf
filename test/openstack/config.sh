# shellcheck shell=bash
# The configuration of every service, below $base/etc. Nothing listens anywhere but on 127.0.0.1, and the passwords are known to
# everybody: this is a cloud to throw away. modern/config.sh adds to it: of a section that is there twice all options count, of an
# option the last.
# shellcheck disable=SC2034,SC2154 # base and inner are lib.sh's, computes and driver up.sh's; what is unused here is services.sh's

ports() {
  identity_port=$1 compute_port=$2 placement_port=$3 image_port=$4 network_port=$5 db_port=$6 mq_port=$7 mq_dist_port=$8 epmd_port=$9
  identity=http://127.0.0.1:$identity_port
}
ports 5000 8774 8778 9292 9696 13306 15673 25673 14369
mq_node=novactl
key_kinds=(fernet credential) # Keystone's

share() { echo "$inner/pkg/usr/share/$1"; } # what Debian ships of the services' pipelines

# What the driver of each release calls the databases' character set: Debian 12's knows no utf8mb3, and to later ones utf8 is utf8mb4.
db_charset=utf8

database() { echo "mysql+pymysql://openstack:openstack@127.0.0.1:$db_port/$1?charset=$db_charset"; }

# A pool of connections for a machine with two cores.
database_section() {
  printf '[%s]\nconnection = %s\nmax_pool_size = 5\nmax_overflow = 20\n' "$1" "$(database "$2")"
}

# login SECTION USER is how a service signs in to call another.
login() {
  cat <<END
[$1]
auth_url = $identity
auth_type = password
username = $2
password = service-pass
project_name = service
user_domain_name = Default
project_domain_name = Default
region_name = RegionOne
END
}

# authtoken USER TYPE is how a service checks the tokens that it gets. Without its type an application credential with access rules
# is refused everything. It remembers that a token is good for a few seconds, not for the usual five minutes: the suite tries what
# happens when one is revoked.
authtoken() {
  login keystone_authtoken "$1"
  cat <<END
www_authenticate_uri = $identity
service_token_roles = service
service_token_roles_required = true
interface = internal
service_type = $2
token_cache_time = 3
END
}

configure() {
  configure_database
  configure_queue
  configure_keystone
  configure_placement
  configure_glance
  configure_neutron
  nova_config controller | write "$base/etc/nova/nova.conf"
  local i
  for ((i = 1; i <= computes; i++)); do
    nova_config "compute$i" | write "$base/etc/nova/compute$i.conf"
    mkdir -p "$base/state/compute$i/instances"
  done
  mkdir -p "$base"/state/{controller,glance,glance-tasks,glance-staging,neutron}
}

configure_database() {
  write "$base/etc/my.cnf" <<END
[mysqld]
datadir = $inner/mysql
socket = $inner/run/mysql.sock
pid-file = $inner/run/mariadbd.own
tmpdir = $inner/tmp
user = root
bind-address = 127.0.0.1
port = $db_port
skip-log-bin
skip-name-resolve
max_connections = 400
innodb_buffer_pool_size = 256M
innodb_flush_log_at_trx_commit = 0
innodb_doublewrite = 0
innodb_flush_method = nosync
performance_schema = off
character-set-server = utf8mb3
END
}

configure_queue() {
  write "$base/etc/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$mq_port
log.console = true
log.console.level = warning
log.file = false
vm_memory_high_watermark.absolute = 1500MB
disk_free_limit.absolute = 50MB
END
  echo '[].' | write "$base/etc/rabbitmq-plugins"
  echo '[].' | write "$base/etc/rabbitmq-advanced.config"
  write "$base/etc/rabbitmq-env.conf" </dev/null
}

configure_keystone() {
  mkdir -p "$base"/etc/keystone/{fernet,credential}-keys
  write "$base/etc/keystone/keystone.conf" <<END
[DEFAULT]
log_file = $inner/log/keystone-app.log
$(database_section database keystone)
[token]
provider = fernet
[fernet_tokens]
key_repository = $inner/etc/keystone/fernet-keys
[credential]
key_repository = $inner/etc/keystone/credential-keys
END
}

configure_placement() {
  write "$base/etc/placement/placement.conf" <<END
[DEFAULT]
log_file = $inner/log/placement-app.log
$(database_section placement_database placement)
$(authtoken placement placement)
END
}

configure_glance() {
  write "$base/etc/glance/glance-api.conf" <<END
[DEFAULT]
bind_host = 127.0.0.1
bind_port = $image_port
workers = 1
enabled_backends = local:file
worker_self_reference_url = http://127.0.0.1:$image_port
[paste_deploy]
flavor = keystone
config_file = $(share glance-common)/glance-api-paste.ini
$(database_section database glance)
[glance_store]
default_backend = local
[local]
filesystem_store_datadir = $inner/state/glance
[os_glance_tasks_store]
filesystem_store_datadir = $inner/state/glance-tasks
[os_glance_staging_store]
filesystem_store_datadir = $inner/state/glance-staging
$(authtoken glance image)
END
}

configure_neutron() {
  write "$base/etc/neutron/neutron.conf" <<END
[DEFAULT]
bind_host = 127.0.0.1
bind_port = $network_port
api_workers = 1
rpc_workers = 1
rpc_state_report_workers = 0
core_plugin = ml2
service_plugins =
api_paste_config = $(share neutron-common)/api-paste.ini
state_path = $inner/state/neutron
transport_url = $(queue)
dhcp_agent_notification = false
notify_nova_on_port_status_changes = true
notify_nova_on_port_data_changes = true
[ml2]
type_drivers = local
tenant_network_types = local
mechanism_drivers = osfake
extension_drivers = port_security
$(database_section database neutron)
[oslo_concurrency]
lock_path = $inner/state/neutron/lock
$(login nova nova)
$(login placement placement)
$(authtoken neutron network)
END
}

queue() { echo "rabbit://guest:guest@127.0.0.1:$mq_port/"; }

# nova_config HOST is the configuration of the controller, or of one compute host.
nova_config() {
  cat <<END
[DEFAULT]
host = $1
my_ip = 127.0.0.1
state_path = $inner/state/$1
periodic_fuzzy_delay = 0
transport_url = $(queue)
compute_driver = $driver
enabled_apis = osapi_compute
osapi_compute_listen = 127.0.0.1
osapi_compute_listen_port = $compute_port
osapi_compute_workers = 2
allow_resize_to_same_host = true
vif_plugging_is_fatal = false
vif_plugging_timeout = 0
[wsgi]
api_paste_config = $(share nova-common)/api-paste.ini
[api]
auth_strategy = keystone
$(database_section api_database nova_api)
$(database_section database nova_cell1)
[oslo_concurrency]
lock_path = $inner/state/$1/lock
[conductor]
workers = 1
[scheduler]
workers = 1
discover_hosts_in_cells_interval = 10
[quota]
instances = 50
cores = 200
ram = 512000
[vnc]
enabled = true
novncproxy_base_url = http://127.0.0.1:6080/vnc_auto.html
server_listen = 127.0.0.1
server_proxyclient_address = 127.0.0.1
$(login glance glance)
$(login neutron neutron)
$(login placement placement)
$(login service_user nova)
send_service_user_token = true
$(authtoken nova compute)
END
}

# write_clouds NAME makes the configuration of the users, a clouds.yaml as the OpenStack tools read it, and prints the environment
# that names the clouds to the conformance suite.
write_clouds() {
  { echo 'clouds:'; cloud "$1" demo; cloud "$1-admin" admin; } | write "$base/clouds.yaml"
  printf 'export OS_CLIENT_CONFIG_FILE=%q NOVACTL_CONFORMANCE_CLOUD=%s NOVACTL_CONFORMANCE_ADMIN=%s-admin\n' \
    "$base/clouds.yaml" "$1" "$1"
}

# cloud NAME USER is the connection of a user, whose project has the same name.
cloud() {
  cat <<END
  $1:
    region_name: RegionOne
    auth:
      auth_url: $identity/v3
      username: $2
      password: $2-pass
      project_name: $2
      user_domain_name: Default
      project_domain_name: Default
END
}
