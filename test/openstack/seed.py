"""What up.sh puts into the cloud, over its own APIs, with nothing but Python's library. Each step can be run again.

    seed.py identity        roles, users, projects, and the catalog
    seed.py computes N      waits until N compute hosts take servers
    seed.py resources       flavors, images and a network
    seed.py more            an external network with a router, a zone for each of two hosts, and a volume type
"""

import calendar
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def port(service, usual):
    return 'http://127.0.0.1:%s' % (os.environ.get(service + '_PORT') or usual)


IDENTITY = port('IDENTITY', 5000) + '/v3'
COMPUTE = port('COMPUTE', 8774) + '/v2.1'
IMAGE = port('IMAGE', 9292) + '/v2'
NETWORK = port('NETWORK', 9696) + '/v2.0'
PLACEMENT = port('PLACEMENT', 8778)
VOLUME = port('VOLUME', 8776) + '/v3/' if os.environ.get('VOLUME_PORT') else None

# type, name, endpoint: compute is there twice, as any Nova of today has it.
CATALOG = [
    ('compute', 'nova', COMPUTE),
    ('compute_legacy', 'nova_legacy', port('COMPUTE', 8774) + '/v2/$(project_id)s'),
    ('image', 'glance', port('IMAGE', 9292)),
    ('network', 'neutron', port('NETWORK', 9696)),
    ('placement', 'placement', PLACEMENT),
]
SERVICE_USERS = ['nova', 'glance', 'neutron', 'placement']
if VOLUME:
    CATALOG.append(('block-storage', 'cinder', VOLUME + '$(project_id)s'))
    SERVICE_USERS.append('cinder')

# id, name, RAM in MB, disk in GB, processors.
FLAVORS = (
    ('1', 'm1.tiny', 512, 1, 1),
    ('2', 'm1.small', 2048, 20, 1),
    ('3', 'm1.medium', 4096, 40, 2),
    ('4', 'm1.large', 8192, 80, 4),
    ('5', 'm1.nano', 128, 1, 1),
    ('6', 'm1.micro', 256, 1, 1),
)

IMAGES = ('cirros-0.5.2', 'cirros-0.6.2')


def send(method, url, body=None, token=None, data=None, headers=None):
    """Sends a request, and gives the document and the headers of the answer. A refusal ends the program."""
    headers = {'Accept': 'application/json', **(headers or {})}
    if token:
        headers['X-Auth-Token'] = token
    if body is not None:
        data, headers['Content-Type'] = json.dumps(body).encode(), 'application/json'
    elif data is not None:
        headers['Content-Type'] = 'application/octet-stream'
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return (json.loads(text) if text else None), answer.headers
    except urllib.error.HTTPError as refusal:
        raise SystemExit('%s %s: %s %s' % (method, url, refusal.code, refusal.read()[:500]))


def sign_in():
    """Gives the token of the administrator."""
    domain = {'id': 'default'}
    user = {'name': 'admin', 'domain': domain, 'password': 'admin-pass'}
    _, headers = send('POST', IDENTITY + '/auth/tokens', {'auth': {
        'identity': {'methods': ['password'], 'password': {'user': user}},
        'scope': {'project': {'name': 'admin', 'domain': domain}},
    }})
    return headers['X-Subject-Token']


class Admin:
    def __init__(self):
        self.token = sign_in()

    def call(self, method, url, body=None, **more):
        return send(method, url, body, self.token, **more)[0]

    def ensure(self, url, one, name, body, **query):
        """Gives the id of the resource with a name, and creates it where there is none."""
        filters = urllib.parse.urlencode({'name': name, **query})
        for found in self.call('GET', '%s?%s' % (url, filters))[one + 's']:
            if found['name'] == name:
                return found['id']
        return self.call('POST', url, {one: {'name': name, **body}})[one]['id']


def identity():
    admin = Admin()
    admin.ensure(IDENTITY + '/roles', 'role', 'service', {})
    roles = {r['name']: r['id'] for r in admin.call('GET', IDENTITY + '/roles')['roles']}

    def user(name, password, project, *granted):
        project = admin.ensure(IDENTITY + '/projects', 'project', project, {'domain_id': 'default'})
        user = admin.ensure(IDENTITY + '/users', 'user', name, {'domain_id': 'default', 'password': password})
        for role in granted:
            admin.call('PUT', '%s/projects/%s/users/%s/roles/%s' % (IDENTITY, project, user, roles[role]))

    for service in SERVICE_USERS:
        user(service, 'service-pass', 'service', 'admin', 'service')
    user('demo', 'demo-pass', 'demo', 'member', 'reader')
    endpoints = admin.call('GET', IDENTITY + '/endpoints')['endpoints']
    have = {(e['service_id'], e['interface']) for e in endpoints}
    for kind, name, url in CATALOG:
        service = admin.ensure(IDENTITY + '/services', 'service', name, {'type': kind})
        for interface in ('public', 'internal', 'admin'):
            if (service, interface) not in have:
                admin.call('POST', IDENTITY + '/endpoints', {'endpoint': {
                    'service_id': service, 'interface': interface, 'url': url, 'region_id': 'RegionOne'}})


def resources():
    admin = Admin()
    have = {f['id'] for f in admin.call('GET', COMPUTE + '/flavors?is_public=None')['flavors']}
    for ident, name, ram, disk, vcpus in FLAVORS:
        if ident not in have:
            admin.call('POST', COMPUTE + '/flavors', {'flavor': {
                'id': ident, 'name': name, 'ram': ram, 'disk': disk, 'vcpus': vcpus}})
    for name in IMAGES:
        image(admin, name)
    # The administrator has one, too: from 2.37 on Nova has Neutron make one for who has none, and no topology is made here (fact 88).
    for owner, name, cidr in (('demo', 'private', '10.0.0.0/22'), ('admin', 'operators', '10.0.4.0/22')):
        project = project_of(admin, owner)
        network = admin.ensure(NETWORK + '/networks', 'network', name, {'project_id': project}, project_id=project)
        subnet(admin, name, network, cidr, project)


def subnet(admin, name, network, cidr, project):
    return admin.ensure(NETWORK + '/subnets', 'subnet', name, {
        'network_id': network, 'project_id': project, 'ip_version': 4, 'cidr': cidr, 'enable_dhcp': False,
    }, network_id=network)


def more():
    admin = Admin()
    router(admin)
    for zone, host in (('az1', 'compute1'), ('az2', 'compute2')):
        availability_zone(admin, zone, host)
    types = VOLUME + project_of(admin, 'admin') + '/types'
    if 'standard' not in [t['name'] for t in admin.call('GET', types)['volume_types']]:
        admin.call('POST', types, {'volume_type': {'name': 'standard'}})


def project_of(admin, name):
    return admin.call('GET', IDENTITY + '/projects?name=' + name)['projects'][0]['id']


def router(admin):
    """Makes a network of addresses for everybody, and the demo project's way to it."""
    external = admin.ensure(NETWORK + '/networks', 'network', 'public', {'router:external': True})
    subnet(admin, 'public', external, '203.0.113.0/24', project_of(admin, 'admin'))
    project = project_of(admin, 'demo')
    private = admin.call('GET', '%s/networks?name=private&project_id=%s' % (NETWORK, project))['networks'][0]
    made = admin.ensure(NETWORK + '/routers', 'router', 'router', {
        'project_id': project, 'external_gateway_info': {'network_id': external}}, project_id=project)
    if not admin.call('GET', '%s/ports?device_id=%s&network_id=%s' % (NETWORK, made, private['id']))['ports']:
        admin.call('PUT', '%s/routers/%s/add_router_interface' % (NETWORK, made), {'subnet_id': private['subnets'][0]})


def availability_zone(admin, name, host):
    aggregates = COMPUTE + '/os-aggregates'
    found = [a for a in admin.call('GET', aggregates)['aggregates'] if a['name'] == name] or [
        admin.call('POST', aggregates, {'aggregate': {'name': name, 'availability_zone': name}})['aggregate']]
    if host not in found[0].get('hosts', []):
        admin.call('POST', '%s/%s/action' % (aggregates, found[0]['id']), {'add_host': {'host': host}})


def image(admin, name):
    """Makes an image with a few bytes in it: nobody boots it."""
    found = admin.call('GET', '%s/images?name=%s' % (IMAGE, name))['images']
    made = found[0] if found else admin.call('POST', IMAGE + '/images', {
        'name': name, 'visibility': 'public', 'disk_format': 'raw', 'container_format': 'bare', 'min_disk': 1, 'min_ram': 64,
    })
    if made['status'] == 'queued':
        admin.call('PUT', '%s/images/%s/file' % (IMAGE, made['id']), data=name.encode() * 100)


def computes(want):
    admin = Admin()
    # After its start Neutron answers 500 to a first request for ports. One for networks before it sets that right.
    for kind in ('networks', 'subnets', 'ports'):
        admin.call('GET', '%s/%s?limit=1' % (NETWORK, kind))
    for _ in range(240):
        services = admin.call('GET', COMPUTE + '/os-services?binary=nova-compute')['services']
        hypervisors = admin.call('GET', COMPUTE + '/os-hypervisors')['hypervisors']
        providers = admin.call('GET', PLACEMENT + '/resource_providers?resources=VCPU:1', headers={
            'OpenStack-API-Version': 'placement 1.4'})['resource_providers']
        if min(len(list(filter(reports, services))), len(hypervisors), len(providers)) >= want:
            return
        time.sleep(0.5)
    raise SystemExit('of %d compute hosts only %d came up' % (want, len(list(filter(reports, services)))))


def reports(service):
    """Whether a host has reported in the last 15 seconds: it may be up by the books from an earlier run."""
    if service['state'] != 'up' or not service['updated_at']:
        return False
    seen = time.strptime(service['updated_at'][:19], '%Y-%m-%dT%H:%M:%S')
    return time.time() - calendar.timegm(seen) < 15


if __name__ == '__main__':
    if sys.argv[1] == 'computes':
        computes(int(sys.argv[2]))
    else:
        {'identity': identity, 'resources': resources, 'more': more}[sys.argv[1]]()
