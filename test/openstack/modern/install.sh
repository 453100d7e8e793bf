# shellcheck shell=bash
# The Debian of its own, and the packages in it. OpenStack is one release, 2026.2: a cloud that changes under the suite would say
# nothing about novactl. Debian's unstable suite moves on: once a version here is gone, the next one has to be tried and named.
# shellcheck disable=SC2154 # root, base, inner and run are lib.sh's

suite=sid
openstack_packages=(
  'python3-keystone=2:30.0.*' 'python3-nova=2:34.0.*' 'python3-placement=16.0.*' 'python3-glance=2:33.0.*'
  'python3-neutron=2:29.0.*' 'python3-cinder=2:29.0.*'
)
other_packages=(
  mariadb-server-core mariadb-client-core rabbitmq-server uwsgi-core uwsgi-plugin-python3 python3-pymysql python3-openstackclient
  python3-novaclient curl procps ca-certificates
)
# Unpacked, not installed: their pipelines are needed, and their set-up of a machine isn't.
pipeline_packages=('nova-common=2:34.0.*' 'glance-common=2:33.0.*' 'neutron-common=2:29.0.*' 'cinder-common=2:29.0.*')

# archive prints where this machine's own apt gets Debian from.
archive() {
  local all
  # shellcheck disable=SC2016 # the format is apt's
  all=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages') || return
  grep -m 1 -E '/debian/?$' <<<"$all" || head -n 1 <<<"$all"
}

make_debian() {
  local from
  command -v debootstrap >/dev/null ||
    apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends debootstrap || return
  from=$(archive) || return
  debootstrap --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --include=ca-certificates \
    "$suite" "$root" "$from"
}

# install_packages keeps the one package with a service, rabbitmq-server, from starting it. How this machine's apt reaches the
# archive, a proxy for instance, holds in the chroot too.
install_packages() {
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  # A Debian to throw away need not survive a power cut: without this dpkg waits for the disk hundreds of times.
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  grep -liE 'proxy|Acquire' /etc/apt/apt.conf.d/* | xargs -r -I{} cp {} "$root/etc/apt/apt.conf.d/"
  grep -qs localhost "$root/etc/hosts" || echo '127.0.0.1 localhost' >>"$root/etc/hosts"
  "${run[@]}" apt-get -q update &&
    "${run[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${openstack_packages[@]}" \
      "${other_packages[@]}"
}

unpack_pipelines() {
  local deb
  mkdir -p "$base/pkg" || return
  # shellcheck disable=SC2016 # the inner shell expands it
  "${run[@]}" sh -c 'cd "$1" && shift && apt-get -q download "$@"' sh "$inner/pkg" "${pipeline_packages[@]}" || return
  for deb in "$base"/pkg/*.deb; do "${run[@]}" dpkg -x "${deb#"$root"}" "$inner/pkg" || return; done
}
