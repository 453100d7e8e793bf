#!/usr/bin/env bash
# OpenTofu, or Terraform as $TOFU, with terraform-provider-openstack against the sandbox. All that main.tf has is made in the first step
# that needs it; the steps after it look whether their part is there. A plan that is empty afterwards says that it is there as configured.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=../shared/verdicts.sh
. ../shared/verdicts.sh
export TF_IN_AUTOMATION=1 TF_CLI_ARGS=-no-color CHECKPOINT_DISABLE=1

mkdir -p "$HOME/tofu"
cp main.tf "$HOME/tofu"
tofu() { command "${TOFU:-tofu}" -chdir="$HOME/tofu" "$@"; }
output() { [ "$(tofu output -raw "$1")" = "$2" ]; }
has() { local it; for it; do tofu state show "$it" || return; done; }
empty() { tofu plan -detailed-exitcode "$@"; }
apply() { tofu apply -auto-approve "$@" && empty "$@"; }

step_sign_in() {
  tofu init
  export OS_PASSWORD=wrong
  refused tofu plan
}
step_flavors() {
  tofu apply -auto-approve
  output flavor 1024
}
step_images() { [ -n "$(tofu output -raw image)" ]; }
step_zones() { output zones nova; }
step_keypair() { has openstack_compute_keypair_v2.laptop; }
step_network() { has openstack_networking_{network,subnet}_v2.office openstack_networking_router_interface_v2.door; }
step_security_group() { has openstack_networking_secgroup_v2.web openstack_networking_secgroup_rule_v2.http; }
step_volume() { has openstack_blockstorage_volume_v3.data; }
step_create() { has openstack_compute_instance_v2.{port,plain,named,volume}; }
step_again() { empty; }
step_floating_ip() { has openstack_networking_floatingip_associate_v2.web; }
step_attach() { has openstack_compute_volume_attach_v2.data; }
step_metadata() {
  apply -var stage=test
  output stage test
}
step_reboot() { skip 'no resource does it'; }
step_resize() {
  apply -var stage=test -var 'flavor=2GB Standard Instance'
  output flavor 2048
}
step_rebuild() { skip 'another image is another server'; }
step_create_image() { skip 'no resource does it'; }
step_delete() {
  tofu destroy -auto-approve
  [ -z "$(tofu state list)" ]
  [ -z "$("$NOVACTL" server list -o id)" ]
}

steps
