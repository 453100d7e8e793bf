#!/usr/bin/env bash
# Packer's openstack builder against the sandbox: images of servers. There is nothing to log in to in a
# server of the sandbox's, so nothing is provisioned (`"communicator": "none"`).
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=../shared/verdicts.sh
. ../shared/verdicts.sh
export CHECKPOINT_DISABLE=1 PACKER_NO_COLOR=1

build() { packer build -color=false "$@" image.json; }
there() { [ "$("$NOVACTL" image list --name "$1" -o id | wc -l)" = 1 ]; }

step_sign_in() {
  export OS_PASSWORD=wrong
  refused build -var name=none
}
step_create_image() {
  build -var name=one
  there golden-one
}
step_again() {
  build -var name=one
  "$NOVACTL" image list --name golden-one -o id
}
# A build on a volume has Block Storage detach what Compute attached. A Cinder of 2026.2 refuses that, and so does the sandbox; the build
# ends with its words, and nothing is left.
step_volume_refused() {
  local said
  ! said=$(timeout 120 packer build -color=false -var name=volume -var volume=true image.json 2>&1) || { echo "not refused: $said"; return 1; }
  grep -q 'ConflictNovaUsingAttachment: Detach volume from instance' <<<"$said" || { echo "$said"; return 1; }
  ! there golden-volume
}
step_delete() { [ -z "$("$NOVACTL" server list -o id)" ]; }

steps
