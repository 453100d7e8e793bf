# shellcheck shell=bash
# What every finding needs: a folder of its own, the pinned packages, and the comparison with what was seen.
#
# Sourced by findings/*.sh. They exit with 0 where the behaviour is still as written, 1 where it changed, 3 where a pinned package
# isn't to be had.
set -euo pipefail

lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/home" "$tmp/debs" "$tmp/root" "$tmp/go" "$tmp/node"

unobtainable() {
  echo "$1 isn't to be had here, so nothing was tried" >&2
  exit 3
}

# debian NAME=VERSION... unpacks packages of Debian's into $tmp/root, and installs nothing.
debian() {
  [ "$(command -v apt-get dpkg | wc -l)" = 2 ] || unobtainable "Debian's packages"
  (cd "$tmp/debs" && apt-get download "$@" >"$tmp/log" 2>&1) || {
    apt-get update -q >"$tmp/log" 2>&1 || true # an old list may still do
    (cd "$tmp/debs" && apt-get download "$@" >"$tmp/log" 2>&1) || unobtainable "one of $*"
  }
  local file
  for file in "$tmp"/debs/*.deb; do
    dpkg -x "$file" "$tmp/root" || unobtainable "$file"
  done
}

# keystoneauth fetches keystoneauth 5.0.0 with what it needs, beside the packages named.
keystoneauth() {
  debian "$@" python3-keystoneauth1=5.0.0-2 python3-os-service-types=1.7.0-2 python3-stevedore=4.0.2-2 python3-pbr=5.10.0-2 \
    python3-requests=2.28.1+dfsg-1 python3-urllib3=1.26.12-1+deb12u4 python3-chardet=5.1.0+dfsg-2 python3-idna=3.3-1+deb12u1 \
    python3-certifi=2022.9.24-1 python3-iso8601=1.0.2-1 python3-charset-normalizer=3.0.1-2 python3-six=1.16.0-4 \
    python3-pkg-resources=66.1.1-1+deb12u2
}

# openstacksdk fetches openstacksdk 0.101.0 with what it needs, beside the packages named.
openstacksdk() {
  keystoneauth "$@" python3-openstacksdk=0.101.0-2 python3-yaml=6.0-3+b2 python3-appdirs=1.4.4-3 python3-jmespath=1.0.1-1 \
    python3-jsonpatch=1.32-2 python3-json-pointer=2.3-2 python3-munch=2.5.0-2 python3-netifaces=0.11.0-2+b1 \
    python3-decorator=5.1.1-3 python3-dogpile.cache=1.1.8-2 python3-mako=1.2.4+ds-1 python3-requestsexceptions=1.4.0-3
}

# openstackclient fetches python-openstackclient 6.0.0 with what it needs, beside the packages named.
openstackclient() {
  openstacksdk "$@" python3-openstackclient=6.0.0-4 python3-osc-lib=2.6.2-2 python3-cliff=4.0.0-2 python3-novaclient=2:18.1.0-3 \
    python3-cinderclient=1:9.1.0-3 python3-glanceclient=1:4.1.0-2 python3-keystoneclient=1:5.0.1-3 python3-autopage=0.4.0-3 \
    python3-cmd2=2.4.2+ds-3 python3-attr=22.2.0-1 python3-pyperclip=1.8.2-2 python3-wcwidth=0.2.5+dfsg1-1.1 \
    python3-prettytable=3.6.0-1 python3-simplejson=3.18.3-1 python3-oslo.i18n=5.1.0-3 python3-oslo.utils=6.0.1-2 \
    python3-oslo.serialization=5.0.0-2 python3-oslo.config=1:9.0.0-3 python3-debtcollector=2.5.0-2 python3-netaddr=0.8.0-2 \
    python3-packaging=23.0-1 python3-tz=2022.7.1-4 python3-wrapt=1.14.1-2+b2 python3-msgpack=1.0.3-2+b1 \
    python3-rfc3986=1.5.0-2 python3-warlock=2.0.1-2 python3-jsonschema=4.10.3-1 python3-pyrsistent=0.18.1-1+b3 \
    python3-pyparsing=3.0.9-1
}

# cloud_init fetches cloud-init 22.4.2 with what it needs to read user data.
cloud_init() {
  debian cloud-init=22.4.2-1+deb12u4 python3-jinja2=3.1.2-1+deb12u3 python3-markupsafe=2.1.2-1+b1 python3-configobj=5.0.8-1 \
    python3-yaml=6.0-3+b2 python3-jsonschema=4.10.3-1 python3-jsonpatch=1.32-2 python3-json-pointer=2.3-2 python3-six=1.16.0-4 \
    python3-attr=22.2.0-1 python3-pyrsistent=0.18.1-1+b3 python3-requests=2.28.1+dfsg-1 python3-oauthlib=3.2.2-1 \
    python3-urllib3=1.26.12-1+deb12u4 python3-idna=3.3-1+deb12u1 python3-chardet=5.1.0+dfsg-2 python3-certifi=2022.9.24-1
}

# python ARGUMENT... runs Debian's Python on the packages, with a home of its own; - reads the program from standard input.
python() {
  [ -x /usr/bin/python3 ] || unobtainable "Debian's Python 3"
  HOME=$tmp/home PYTHONPATH=$tmp/root/usr/lib/python3/dist-packages:$lib PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore \
    no_proxy=127.0.0.1 NO_PROXY=127.0.0.1 /usr/bin/python3 "$@"
}

# go_modules PACKAGE@VERSION... makes a module in $tmp/go that has them; the program is $tmp/go/main.go.
go_modules() {
  command -v go >"$tmp/log" || unobtainable "a Go toolchain"
  (cd "$tmp/go" && GOFLAGS=-modcacherw GOWORK=off && export GOFLAGS GOWORK &&
    go mod init find && go get "$@") >"$tmp/log" 2>&1 || unobtainable "one of $*"
}

# go_run runs $tmp/go/main.go with a home of its own.
go_run() {
  (cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/program" . && HOME=$tmp/home "$tmp/program" "$@")
}

# npm_packages NAME@VERSION... installs packages of npm into $tmp/node, and runs no script of theirs.
npm_packages() {
  [ "$(command -v npm node | wc -l)" = 2 ] || unobtainable "Node.js with npm"
  npm install --prefix "$tmp/node" --ignore-scripts --no-audit --no-fund "$@" >"$tmp/log" 2>&1 || unobtainable "one of $*"
}

# node_run ARGUMENT... runs node beside those packages; - reads the program from standard input.
node_run() {
  NODE_PATH=$tmp/node/node_modules HOME=$tmp/home node "$@"
}

# fog fetches fog-openstack 1.0.8 with what it needs, for fog_run.
fog() {
  debian ruby-fog-openstack=1.0.8-2.1 ruby-fog-core=2.3.0-1 ruby-fog-json=1.2.0-1 ruby-excon=0.88.0-1 ruby-formatador=0.2.5-4 \
    ruby-mime-types=3.4.1-2 ruby-mime-types-data=3.2022.0105-1 ruby-builder=3.2.4-2 ruby-multi-json=1.14.1-2 \
    ruby-webrick=1.8.1-1
}

# fog_run PROGRAM runs Debian's Ruby on those packages, with a home of its own.
fog_run() {
  [ -x /usr/bin/ruby ] || unobtainable "Debian's Ruby"
  local folders=("$tmp"/root/usr/share/rubygems-integration/all/gems/*/lib "$tmp/root/usr/lib/ruby/vendor_ruby")
  HOME=$tmp/home RUBYLIB=$(IFS=: && echo "${folders[*]}") no_proxy=127.0.0.1 /usr/bin/ruby -W0 "$@"
}

# seen keeps what comes on standard input, and shows it.
seen() {
  tee "$tmp/seen"
}

# expect compares what was seen with standard input, and says so.
expect() {
  cat >"$tmp/expected"
  if diff "$tmp/expected" "$tmp/seen" >"$tmp/diff"; then
    echo "as written: $(basename "$0" .sh)"
    return
  fi
  {
    echo "changed: $(basename "$0" .sh) behaves in another way now (< as written, > today):"
    cat "$tmp/diff"
  } >&2
  exit 1
}
