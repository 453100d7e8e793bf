# shellcheck shell=bash
# What the configuration of this cloud has that the older one's has not: Cinder, two stores of images and their import, a router,
# receipts, consoles of three kinds; and what newer versions want.
# shellcheck disable=SC2034,SC2154 # base and inner are lib.sh's, computes up.sh's; what is unused here is ../services.sh's

# shellcheck source=../config.sh
. "$here/../config.sh"

# Beside the older cloud's: both run at once.
ports 25000 28774 28778 29292 29696 23306 35672 35673 34369
volume_port=28776
mq_node=modern
db_charset=utf8mb3
key_kinds=(fernet receipt credential)
driver=osfake.Driver

# quorum_queues is how oslo.messaging wants RabbitMQ 4. Without use_queue_manager: with it services of the same host and name share a
# queue of replies, and calls time out.
quorum_queues() { printf '[oslo_messaging_rabbit]\nrabbit_quorum_queue = true\nrabbit_transient_quorum_queue = true\n'; }

# add FILE adds stdin to a file of $base/etc.
add() { cat >>"$base/etc/$1"; }

configure_modern() {
  local i
  configure
  echo 'deprecated_features.permit.transient_nonexcl_queues = true' | add rabbitmq.conf
  mkdir -p "$base/etc/keystone/receipt-keys" "$base"/state/{cinder,glance2}
  printf '[fernet_receipts]\nkey_repository = %s/etc/keystone/receipt-keys\n' "$inner" | add keystone/keystone.conf
  printf '[auth]\nmethods = external,password,token,oauth1,mapped,application_credential,totp\n' | add keystone/keystone.conf
  more_of_glance | add glance/glance-api.conf
  more_of_neutron | add neutron/neutron.conf
  more_of_nova | add nova/nova.conf
  for ((i = 1; i <= computes; i++)); do more_of_nova | add "nova/compute$i.conf"; done
  cinder_config | write "$base/etc/cinder/cinder.conf"
}

more_of_glance() {
  cat <<END
[DEFAULT]
log_file = $inner/log/glance-app.log
enabled_backends = local:file, second:file
enabled_import_methods = [glance-direct,web-download,copy-image]
show_image_direct_url = false
[local]
store_description = the first store
[second]
filesystem_store_datadir = $inner/state/glance2
store_description = the second store
END
}

more_of_neutron() {
  cat <<END
[DEFAULT]
log_file = $inner/log/neutron-app.log
service_plugins = router,tag,auto_allocate,network_ip_availability,revisions,timestamp,qos,port_forwarding
rpc_response_timeout = 10
[ml2]
extension_drivers = port_security,qos
END
  quorum_queues
}

more_of_nova() {
  cat <<END
[DEFAULT]
default_availability_zone = nova
[quota]
instances = 100
cores = 400
[spice]
enabled = true
html5proxy_base_url = http://127.0.0.1:6082/spice_auto.html
[serial_console]
enabled = true
base_url = ws://127.0.0.1:6083/
[cinder]
os_region_name = RegionOne
catalog_info = block-storage::publicURL
END
  login cinder cinder
  quorum_queues
}

# Without the file of filters Cinder answers 400 to `?name=`: openstackclient then finds no volume by its name.
cinder_config() {
  cat <<END
[DEFAULT]
log_file = $inner/log/cinder-app.log
host = controller
my_ip = 127.0.0.1
state_path = $inner/state/cinder
transport_url = $(queue)
auth_strategy = keystone
enabled_backends = one,two
default_volume_type = standard
glance_api_servers = http://127.0.0.1:$image_port
api_paste_config = $(share cinder-common)/api-paste.ini
rootwrap_config = /dev/null
image_conversion_dir = $inner/state/cinder
resource_query_filters_file = $inner/pkg/etc/cinder/resource_filters.json
[one]
volume_driver = osfake_volumes.Driver
volume_backend_name = one
[two]
volume_driver = osfake_volumes.Driver
volume_backend_name = two
$(database_section database cinder)
[oslo_concurrency]
lock_path = $inner/state/cinder/lock
$(login nova nova)
$(login service_user cinder)
send_service_user_token = true
$(authtoken cinder block-storage)
END
  quorum_queues
}
