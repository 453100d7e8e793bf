#!/usr/bin/env bash
# The guess: where a server's document names its flavor by id alone, as Nova does before microversion 2.47 and
# Rackspace always, server.flavor of openstacksdk has the id, and None for what the cloud didn't say.
#
# What happens: it says that the flavor has 0 MB of memory, 0 disk, 0 vcpus, and is public. None of it came from the
# cloud. A server booted from a volume, whose image is "", has an image, an object without an id. And members that the
# SDK doesn't know are gone from to_dict().
#
# openstacksdk 0.101.0 (Debian 12), openstack/compute/v2/server.py: flavor and image are resource.Body with a type,
# which makes a resource of anything; openstack/compute/v2/flavor.py gives its members defaults.
#
# Why care: sums of memory over servers are 0 on such a cloud, without an error; "private flavor?" is answered from
# nothing. Absent isn't zero: a client should show the difference.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

python - <<'END' | seen
import openstack
from fakecloud import Cloud
cloud = Cloud({})
cloud.routes["GET /v2.1/servers/1"] = {"server": {
    "id": "1", "name": "web-1", "status": "ACTIVE", "image": "", "flavor": {"id": "performance1-1", "links": []}, "links": [],
    "rax-bandwidth:bandwidth": [{"interface": "public"}]}}
compute = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                            project_domain_id="default", region_name="RegionOne", load_yaml_config=False).compute
server = compute.get_server("1")
for member in ("id", "ram", "disk", "vcpus", "swap", "is_public", "rxtx_factor"):
    print("flavor", member, repr(getattr(server.flavor, member)))
print("image", type(server.image).__name__, "with id", server.image.id)
print("rax-bandwidth:bandwidth in to_dict():", "rax-bandwidth:bandwidth" in server.to_dict())
END
expect <<'END'
flavor id 'performance1-1'
flavor ram 0
flavor disk 0
flavor vcpus 0
flavor swap 0
flavor is_public True
flavor rxtx_factor None
image Image with id None
rax-bandwidth:bandwidth in to_dict(): False
END
