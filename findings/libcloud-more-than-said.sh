#!/usr/bin/env bash
# The guess: ex_set_metadata(node, {"env": "prod"}) sets env, as `nova meta web set env=prod` does; reboot_node asks the system to reboot,
# and ex_hard_reboot_node is the hard way; create_node(networks=[]) makes a node without a network.
#
# What happens: ex_set_metadata is a PUT of all metadata, and takes away what isn't named. reboot_node is a hard reboot, the same request
# as ex_hard_reboot_node, and the gentle one has a name of its own, ex_soft_reboot_node. An empty list of networks, as one of security
# groups, isn't sent, so the cloud chooses. All three come back with success.
#
# apache-libcloud 3.4.1 (Debian 12): libcloud/compute/drivers/openstack.py (OpenStack_1_1_Connection and _NodeDriver).
#
# Why care: programs over several clouds are written against reboot_node, and lose what wasn't written to disk here. In a client the plain
# name should be the gentle way, and what replaces everything should have "replace" in its name.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-libcloud=3.4.1-5 python3-requests=2.28.1+dfsg-1 python3-urllib3=1.26.12-1+deb12u4 python3-idna=3.3-1+deb12u1 \
  python3-chardet=5.1.0+dfsg-2 python3-certifi=2022.9.24-1 python3-charset-normalizer=3.0.1-2 python3-six=1.16.0-4

python - <<'END' | seen
from types import SimpleNamespace

from fakecloud import Cloud
from libcloud.compute.providers import get_driver

web = {"id": "web", "name": "web", "status": "ACTIVE", "metadata": {"team": "a", "env": "test"}, "flavor": {"id": "1"}, "image": {"id": "i"},
       "hostId": "", "tenant_id": "p1", "user_id": "u1", "key_name": None, "created": "2026-01-01T00:00:00Z", "addresses": {},
       "updated": "2026-01-01T00:00:00Z", "links": [{"rel": "self", "href": "/servers/web"}]}
cloud = Cloud({"GET /v2.1/servers/detail": {"servers": [web]}, "GET /v2.1/servers/web": {"server": web},
               "POST /v2.1/servers": (202, {}, {"server": {"id": "web", "links": web["links"]}}),
               "POST /v2.1/servers/web/action": (202, {}, None),
               "PUT /v2.1/servers/web/metadata": lambda query, body: (200, {}, body)})
driver = get_driver("openstack")("u", "p", ex_force_auth_url=cloud.url, ex_force_auth_version="3.x_password", ex_tenant_name="A",
                                 ex_domain_name="Default", ex_force_service_region="RegionOne")
node = driver.list_nodes()[0]
print("the node's metadata:", node.extra["metadata"])


def show(call, *arguments, **options):
    del cloud.asked[:]
    answer = getattr(driver, call)(*arguments, **options)
    sent = "; ".join("%s %s %s" % (method, path, body) for method, path, _, body in cloud.asked if method != "GET")
    print("%-19s -> %s; %s" % (call, getattr(answer, "name", answer), sent))


show("ex_set_metadata", node, {"env": "prod"})
for name in "reboot_node", "ex_hard_reboot_node", "ex_soft_reboot_node":
    show(name, node)
show("create_node", name="web", size=SimpleNamespace(id="1"), image=SimpleNamespace(id="i"), networks=[], ex_security_groups=[])
END
expect <<'END'
the node's metadata: {'team': 'a', 'env': 'test'}
ex_set_metadata     -> {'env': 'prod'}; PUT /v2.1/servers/web/metadata {"metadata": {"env": "prod"}}
reboot_node         -> True; POST /v2.1/servers/web/action {"reboot": {"type": "HARD"}}
ex_hard_reboot_node -> True; POST /v2.1/servers/web/action {"reboot": {"type": "HARD"}}
ex_soft_reboot_node -> True; POST /v2.1/servers/web/action {"reboot": {"type": "SOFT"}}
create_node         -> web; POST /v2.1/servers {"server": {"name": "web", "metadata": {}, "personality": [], "imageRef": "i", "flavorRef": "1"}}
END
