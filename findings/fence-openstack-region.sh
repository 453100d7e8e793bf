#!/usr/bin/env bash
# The guess: Pacemaker's fence agent for OpenStack, given a cloud of clouds.yaml or an openrc file, works in the region that is named there.
#
# What happens: it knows no regions. It works in the one that comes first in the catalog, where the server to be fenced is "not found", and
# `list` shows another region's servers, or nothing with success. And an openrc file can't be read at all: it is read by `source` in /bin/sh,
# which on Debian has no such word. A server that is neither ACTIVE nor SHUTOFF, one in RESCUE say, has no status, and none can be got.
#
# fence-agents 4.12.1 (Debian 12): fence_openstack, nova_login passes no region_name to novaclient 18.1.0; fencing.py, source_env.
#
# Why care: a cluster's fencing is tried on the day that it is set up, in a cloud of one region, and the catalog's order is nobody's promise.
# Whoever writes a tool around novaclient or gophercloud has to hand the region on; it is in no token, and nothing complains without it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient fence-agents=4.12.1-1 python3-pexpect=4.8.0-4 python3-ptyprocess=0.7.0-5 python3-pycurl=7.45.2-3

cat >"$tmp/run.py" <<'END'
import json, os, runpy, sys
import fakecloud

home, root = os.environ['HOME'], sys.argv[1]
cloud = fakecloud.Cloud({})
token = cloud.routes['POST /v3/auth/tokens'][2]
ends = token['token']['catalog'][0]['endpoints']
for region in 'A', 'B':
    version = {'version': {'id': 'v2.1', 'status': 'CURRENT', 'version': '2.90', 'min_version': '2.1', 'links': [
        {'rel': 'self', 'href': '%s/%s/v2.1/' % (cloud.url, region)}]}}
    cloud.routes['GET /%s/v2.1' % region] = cloud.routes['GET /%s/v2.1/' % region] = version
    cloud.routes['GET /%s/v2.1/servers/detail' % region] = {'servers': [
        {'id': region + '-%d' % n, 'name': 'node-%d' % n, 'status': 'ACTIVE'} for n in range(2)]}
    cloud.routes['GET /%s/v2.1/servers/%s-1' % (region, region)] = {'server': {'id': region + '-1', 'name': 'node-1', 'status': 'RESCUE'}}
ends[:] = [dict(ends[0], id=region, region=region, region_id=region, url='%s/%s/v2.1' % (cloud.url, region)) for region in 'AB']

os.makedirs(home + '/.config/openstack', exist_ok=True)
auth = {'auth_url': cloud.url + '/v3', 'username': 'u', 'password': 'p', 'project_name': 'A',
        'user_domain_name': 'Default', 'project_domain_name': 'Default'}
with open(home + '/.config/openstack/clouds.yaml', 'w') as file:
    json.dump({'clouds': {'shop': {'region_name': 'B', 'auth': auth}}}, file)
with open(home + '/openrc', 'w') as file:
    file.write('export OS_REGION_NAME=B\n' + ''.join('export OS_%s=%s\n' % (n.upper(), v) for n, v in auth.items()))
sys.path.insert(0, root + '/usr/share/fence')
os.environ['OS_REGION_NAME'] = 'B'
sys.argv = ['fence_openstack'] + [a.replace('HOME', home) for a in sys.argv[2:]]
try:
    runpy.run_path(root + '/usr/sbin/fence_openstack', run_name='__main__')
except SystemExit as end:
    print('  exit code', end.code)
except Exception as error:
    print('  %s: %s' % (type(error).__name__, str(error).replace(home, 'HOME')))
print('  asked:', [path for method, path, _, _ in cloud.asked if 'servers' in path])
END
{
  for what in '--cloud=shop --action=list' '--cloud=shop --action=status --plug=B-0' '--cloud=shop --action=status --plug=A-1' \
    '--openrc=HOME/openrc --action=list'; do
    echo "fence_openstack $what"
    # shellcheck disable=SC2086 # several arguments
    python "$tmp/run.py" "$tmp/root" $what 2>&1 | grep -v '^$' | sed -E 's/^[0-9-]+ [0-9:,]+ //; s/^([^ ])/  \1/'
  done
} | seen
expect <<'END'
fence_openstack --cloud=shop --action=list
  A-0,node-0
  A-1,node-1
  exit code None
  asked: ['/A/v2.1/servers/detail']
fence_openstack --cloud=shop --action=status --plug=B-0
  ERROR: Failed: Not Found: Not found (HTTP 404)
  ERROR: Please use '-h' for usage
  exit code 1
  asked: ['/A/v2.1/servers/B-0']
fence_openstack --cloud=shop --action=status --plug=A-1
  ERROR: Failed: Unable to obtain correct plug status or plug is not available
  exit code 1
  asked: ['/A/v2.1/servers/A-1']
fence_openstack --openrc=HOME/openrc --action=list
  /bin/sh: 1: source: not found
  CalledProcessError: Command 'source HOME/openrc && env -0' returned non-zero exit status 127.
  asked: []
END
