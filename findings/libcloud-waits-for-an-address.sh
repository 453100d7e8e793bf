#!/usr/bin/env bash
# The guess: wait_until_running(nodes) ends when the servers run, and a floating IP is a public address.
#
# What happens: it waits for a server that runs and has a public address. A server on a private network runs for ever without being
# waited for: LibcloudError "Timed out". What is public is guessed by the address: a floating IP out of 10.0.0.0/8, as private clouds have
# them, is private, though the cloud says "floating"; one of a carrier's 100.64.0.0/10 is public. Of IPv6 the cloud's word counts, and
# a fixed one is private, though all the world reaches it, unless the network is called public; and that isn't waited for without
# force_ipv4=False.
#
# apache-libcloud 3.4.1 (Debian 12): libcloud/compute/base.py, NodeDriver.wait_until_running; libcloud/compute/drivers/openstack.py,
# OpenStack_1_1_NodeDriver._to_node; libcloud/utils/networking.py.
#
# Why care: deploy_node is built on it, so a server is made, runs and is given up. A client's wait should be for the state alone, and
# what kind an address is stands in the answer.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-libcloud=3.4.1-5 python3-requests=2.28.1+dfsg-1 python3-urllib3=1.26.12-1+deb12u4 python3-idna=3.3-1+deb12u1 \
  python3-chardet=5.1.0+dfsg-2 python3-certifi=2022.9.24-1 python3-charset-normalizer=3.0.1-2 python3-six=1.16.0-4

python - <<'END' | seen
from fakecloud import Cloud
from libcloud.compute.providers import get_driver
from libcloud.compute.types import LibcloudError


def server(name, network, *addresses):
    return {"id": name, "name": name, "status": "ACTIVE", "metadata": {}, "flavor": {"id": "1"}, "image": {"id": "i"}, "hostId": "",
            "tenant_id": "p1", "user_id": "u1", "key_name": None, "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
            "links": [{"rel": "self", "href": "/servers/" + name}],
            "addresses": {network: [{"version": 6 if ":" in a else 4, "addr": a, "OS-EXT-IPS:type": kind} for a, kind in addresses]}}


servers = [server("fixed-only", "net", ("10.0.0.5", "fixed")),
           server("floating-10", "net", ("10.0.0.6", "fixed"), ("10.99.0.6", "floating")),
           server("carrier", "net", ("100.64.0.7", "fixed")),
           server("ipv6", "net", ("2600:1f18::8", "fixed")),
           server("ipv6-in-public", "public", ("2600:1f18::9", "fixed"))]
cloud = Cloud({"GET /v2.1/servers/detail": {"servers": servers}})
driver = get_driver("openstack")("u", "p", ex_force_auth_url=cloud.url, ex_force_auth_version="3.x_password", ex_tenant_name="A",
                                 ex_domain_name="Default", ex_force_service_region="RegionOne")
for node in driver.list_nodes():
    try:
        end = "waited for: %s" % driver.wait_until_running([node], wait_period=0.02, timeout=0.1)[0][1]
    except LibcloudError as e:
        end = e.value
    print("%-14s %s, public %s, private %s; %s" % (node.name, node.state, node.public_ips, node.private_ips, end))
END
expect <<'END'
fixed-only     running, public [], private ['10.0.0.5']; Timed out after 0.1 seconds
floating-10    running, public [], private ['10.0.0.6', '10.99.0.6']; Timed out after 0.1 seconds
carrier        running, public ['100.64.0.7'], private []; waited for: ['100.64.0.7']
ipv6           running, public [], private ['2600:1f18::8']; Timed out after 0.1 seconds
ipv6-in-public running, public ['2600:1f18::9'], private []; Timed out after 0.1 seconds
END
