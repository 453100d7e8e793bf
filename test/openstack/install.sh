# shellcheck shell=bash
# The packages that up.sh needs. OpenStack is one release, Zed: a cloud that changes under the suite would say nothing about
# novactl. Only libraries and programs are installed, nothing that starts by itself.
# shellcheck disable=SC2154 # base is lib.sh's

openstack_packages=(
  'python3-keystone=2:22.*' 'python3-nova=2:26.*' 'python3-placement=8.*' 'python3-glance=2:25.*' 'python3-neutron=2:21.*'
)
other_packages=(
  'mariadb-server-core=1:10.11.*' 'mariadb-client-core=1:10.11.*' 'rabbitmq-server=3.10.*' 'uwsgi-core=2.0.*'
  'uwsgi-plugin-python3=2.0.*' python3-pymysql curl procps
)
# Unpacked, not installed: their pipelines are needed, and their set-up of a machine isn't.
pipeline_packages=('nova-common=2:26.*' 'glance-common=2:25.*' 'neutron-common=2:21.*')

apt=(apt-get -q -o DPkg::Lock::Timeout=600)

# installed NAME=VERSION reports whether a package is there in that version.
installed() {
  local have
  # shellcheck disable=SC2016 # the format is dpkg's
  have=$(dpkg-query -W -f='${db:Status-Status} ${Version}' "${1%%=*}" 2>>"$base/log/packages.log") || return
  # shellcheck disable=SC2053 # the version is a pattern
  [[ $1 != *=* && $have == installed* || $have == "installed "${1#*=} ]]
}

install_packages() {
  local p missing=()
  for p in "${openstack_packages[@]}" "${other_packages[@]}"; do
    installed "$p" || missing+=("$p")
  done
  [ "${#missing[@]}" = 0 ] && return
  say "installing ${missing[*]}"
  install_missing "${missing[@]}" >>"$base/log/packages.log" 2>&1 || fail packages 'the packages cannot be installed'
}

# install_missing keeps the one package with a service, rabbitmq-server, from starting it.
install_missing() {
  local policy=/usr/sbin/policy-rc.d ours='' status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    ours=yes
  fi
  "${apt[@]}" update &&
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@" || status=$?
  [ -z "$ours" ] || rm -f "$policy"
  return "$status"
}

unpack_pipelines() {
  mkdir -p "$base/pkg" && cd "$base/pkg" || return
  "${apt[@]}" download "${pipeline_packages[@]}" ||
    { "${apt[@]}" update && "${apt[@]}" download "${pipeline_packages[@]}"; } || return
  local deb
  for deb in *.deb; do dpkg -x "$deb" . || return; done
}
