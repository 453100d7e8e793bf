#!/usr/bin/env bash
# The guess: pkgcloud's server.addresses is Nova's member of that name: networks, each a list of objects with addr and
# version.
#
# What happens: that depends on the networks' names. If one is called "public" or "private", it is Nova's. If none is,
# the networks are gone, and there are two lists of bare strings, public and private, sorted by whether an address is
# from a private range.
#
# pkgcloud 2.2.0 (npm), lib/pkgcloud/openstack/compute/server.js, _setProperties, and
# lib/pkgcloud/core/compute/index.js, isPrivate.
#
# Why care: code that reads addresses.private[0].addr works on the cloud where it was written and gets undefined on
# the next. A network's name is the operator's choice.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
npm_packages pkgcloud@2.2.0

node_run - 2>"$tmp/log" <<'END' | seen
const { Server } = require('pkgcloud/lib/pkgcloud/openstack/compute/server');
const compute = require('pkgcloud').compute.createClient({ provider: 'openstack', username: 'u', password: 'p', authUrl: 'http://127.0.0.1', region: 'r' });
const net = (...addrs) => addrs.map(addr => ({ version: addr.includes(':') ? 6 : 4, addr }));
for (const addresses of [
  { private: net('10.0.0.5'), dmz: net('203.0.113.7') },
  { lan: net('10.0.0.5', 'fd00::5'), dmz: net('203.0.113.7') },
  { 'Public': net('203.0.113.7') },
]) {
  console.log(JSON.stringify(addresses));
  console.log('  ->', JSON.stringify(new Server(compute, { id: '1', name: 'n', status: 'ACTIVE', addresses }).addresses));
}
END
expect <<'END'
{"private":[{"version":4,"addr":"10.0.0.5"}],"dmz":[{"version":4,"addr":"203.0.113.7"}]}
  -> {"private":[{"version":4,"addr":"10.0.0.5"}],"dmz":[{"version":4,"addr":"203.0.113.7"}]}
{"lan":[{"version":4,"addr":"10.0.0.5"},{"version":6,"addr":"fd00::5"}],"dmz":[{"version":4,"addr":"203.0.113.7"}]}
  -> {"public":["203.0.113.7"],"private":["10.0.0.5","fd00::5"]}
{"Public":[{"version":4,"addr":"203.0.113.7"}]}
  -> {"public":["203.0.113.7"],"private":[]}
END
