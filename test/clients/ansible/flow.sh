#!/usr/bin/env bash
# Ansible with the modules of openstack.cloud against the sandbox: each step is a run with the tasks of life.yml that are tagged so.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=../shared/verdicts.sh
. ../shared/verdicts.sh
export ANSIBLE_NOCOLOR=1 ANSIBLE_LOCALHOST_WARNING=False ANSIBLE_INVENTORY_UNPARSED_WARNING=False

play() { ansible-playbook life.yml --tags "$1"; }

step_sign_in() {
  refused env OS_PASSWORD=wrong ansible-playbook life.yml --tags none
  play none
}
step_flavors() { play flavors; }
step_images() { play images; }
step_zones() { skip 'no module for them'; }
step_keypair() { play keypair; }
step_network() { play network; }
step_security_group() { play security-group; }
step_volume() { play volume,volume-snapshot; }
step_create() { play create; }
step_again() {
  # shellcheck disable=SC2154 # work is a folder of verdicts.sh
  play keypair,network,security-group,volume,create | tee "$work/again"
  grep -E 'changed=0 ' "$work/again"
}
step_floating_ip() { play floating-ip; }
step_attach() { play attach; }
step_metadata() { play metadata; }
step_reboot() { play reboot; }
step_resize() { skip 'no module does it'; }
step_rebuild() { play rebuild; }
step_create_image() { skip 'no module does it'; }
step_delete() { play delete; }

steps
