# shellcheck shell=bash
# Tools of today, which speak Identity v3 and Compute v2.1: run sources this. One that is in PATH is taken as it is. The others are built
# from pinned modules, or come from Debian's packages, unpacked and not installed: into the cache, all of it.
# shellcheck disable=SC2034,SC2154 # cache and tmp are run's, and STEPS is for its start

tofu_module=github.com/opentofu/opentofu@v1.12.6
provider_version=3.4.0
provider_module=github.com/terraform-provider-openstack/terraform-provider-openstack/v3@v$provider_version

life="sign-in flavors images zones keypair network security-group volume create again floating-ip attach metadata reboot resize rebuild \
create-image delete"

# build PROGRAM MODULE [PACKAGE] builds a program from a pinned module, for go install refuses a module with replace directives of its
# own. They are taken over.
build() {
  local program=$1 path=${2%@*} folder
  [ ! -x "$cache/bin/$program" ] || return 0
  echo "building $2" >&2
  mkdir -p "$cache/bin" "$tmp/build-$program"
  (
    export CGO_ENABLED=0 GOWORK=off
    cd "$tmp/build-$program" && go mod init build &&
      folder=$(go mod download -json "$2" | python3 -c 'import json, sys; print(json.load(sys.stdin).get("Dir", ""))') &&
      [ -n "$folder" ] && replaced "$folder" | xargs -r -n 1 go mod edit &&
      go get "${3:-$path}@${2#*@}" && go build -trimpath -o "$cache/bin/$program" "${3:-$path}"
  ) >"$tmp/build-$program/log" 2>&1
}

# replaced FOLDER prints the replace directives of a module that go to other modules, as go mod edit takes
# them.
replaced() {
  (cd "$1" && go mod edit -json) | python3 -c '
import json, sys
for it in json.load(sys.stdin).get("Replace") or []:
    if "Version" in it["New"]:
        print("-replace=" + "=".join("@".join(filter(None, (side["Path"], side.get("Version")))) for side in (it["Old"], it["New"])))'
}

# unpack PROGRAM unpacks the package of Debian's that has its name.
unpack() {
  [ ! -x "$cache/debian/usr/bin/$1" ] || return 0
  command -v apt-get >"$tmp/which" || return 1
  echo "unpacking $1" >&2
  mkdir -p "$tmp/unpack-$1" "$cache/debian"
  update_debian
  (cd "$tmp/unpack-$1" && apt-get download -q "$1" && dpkg -x ./*.deb "$cache/debian") >>"$tmp/apt" 2>&1
  [ -x "$cache/debian/usr/bin/$1" ]
}

# debian_of_today makes a Debian 13 in the cache, for programs in Python whose versions this machine's system doesn't have: half a
# gigabyte, a minute and a half. Only root can.
debian_of_today() {
  local root=$cache/debian-13 from
  [ ! -e "$root/made" ] || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >"$tmp/which" || return 1
  command -v debootstrap >"$tmp/which" || debian debootstrap || return 1
  echo "making a Debian 13 in $root" >&2
  # shellcheck disable=SC2016 # the format is apt's
  from=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 -E '/debian/?$') || return 1
  rm -rf "$root"
  {
    debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$from" &&
      printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d" &&
      echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io" &&
      { grep -liE 'proxy|Acquire' /etc/apt/apt.conf.d/* | xargs -r -I{} cp {} "$root/etc/apt/apt.conf.d/"; } &&
      shared/inside "$root" -- apt-get update -q &&
      shared/inside "$root" -- env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends ansible python3-openstacksdk
  } >"$tmp/debian-13" 2>&1 || return 1
  touch "$root/made"
}

# start_in_debian LABEL COMMAND... starts a client in that Debian.
start_in_debian() {
  local label=$1
  shift
  debian_of_today || return 1
  start "$label" shared/inside "$cache/debian-13" "$PWD" "$tmp" -- /usr/bin/env PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 \
    "$PWD/shared/today" "$@"
}

sdk='openstack.version; assert int(openstack.version.__version__.split(".")[0]) >= 4'

start_openstacksdk() {
  local found
  STEPS=$life
  if found=$(python "$sdk"); then
    start openstacksdk shared/today "$found" openstacksdk/flow.py
  else
    start_in_debian openstacksdk python3 "$PWD/openstacksdk/flow.py"
  fi
}

# The modules want an SDK of today in the Python that Ansible runs with.
start_ansible() {
  STEPS=$life
  if command -v ansible-playbook >"$tmp/which" && ansible-doc openstack.cloud.server >"$tmp/doc" 2>&1; then
    start ansible shared/today ansible/flow.sh
  else
    start_in_debian ansible "$PWD/ansible/flow.sh"
  fi
}

# The provider is found in a mirror: a folder laid out as both programs want it.
start_opentofu() {
  local registry folder
  STEPS=$life
  command -v "${TOFU:-tofu}" >"$tmp/which" || build tofu "$tofu_module" github.com/opentofu/opentofu/cmd/tofu || return 1
  build terraform-provider-openstack "$provider_module" || return 1
  for registry in registry.opentofu.org registry.terraform.io; do
    folder=$cache/mirror/$registry/terraform-provider-openstack/openstack/$provider_version/$(go env GOOS)_$(go env GOARCH)
    mkdir -p "$folder"
    cp "$cache/bin/terraform-provider-openstack" "$folder/terraform-provider-openstack_v$provider_version"
  done
  printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$cache/mirror" >"$tmp/tofurc"
  TF_CLI_CONFIG_FILE=$tmp/tofurc start opentofu shared/today opentofu/flow.sh
}

start_packer() {
  STEPS='sign-in create-image again volume-refused delete'
  command -v packer >"$tmp/which" || unpack packer || return 1
  start packer shared/today packer/flow.sh
}

start_prometheus() {
  local found
  STEPS='create instances instances-v2 hypervisors delete'
  command -v prometheus >"$tmp/which" || unpack prometheus || return 1
  found=$(python json) || return 1
  start prometheus "$found" prometheus/flow.py
}

start_openstack-exporter() {
  local found
  STEPS='sign-in identity compute image volume network'
  command -v openstack-exporter >"$tmp/which" || return 1 # neither Debian nor the proxy of modules has it
  found=$(python json) || return 1
  start openstack-exporter "$found" openstack-exporter/flow.py
}
