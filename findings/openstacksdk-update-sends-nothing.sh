#!/usr/bin/env bash
# The guess: `server.metadata["env"] = "prod"`, then update_server(server): the change is sent, or refused as one that can't be made so.
#
# What happens: no request at all, and no error; what comes back has the change in it, as if it were kept. A resource notes which of its
# members were set, not what is in them. The next update of another member sends that alone, and its answer takes the change out of the
# object again. Metadata that was set anew, as `server.metadata = {…}`, is sent.
#
# openstacksdk 0.101.0 (Debian 12): openstack/resource.py, _ComponentManager (dirty) and Resource.commit.
#
# Why care: a script reads back what it has just written, and believes it. A client that keeps documents for its user should compare
# what is to be sent with what came, or let nobody write into what came.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

python - <<'END' | seen
from fakecloud import Cloud
import openstack

web = {"id": "web", "name": "web", "status": "ACTIVE", "addresses": {}, "links": [], "metadata": {"env": "test"}}
cloud = Cloud({"GET /v2.1/servers/web": {"server": web}, "PUT /v2.1/servers/web": {"server": {**web, "name": "web-2"}}})
sdk = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                        project_domain_id="default", region_name="RegionOne")
server = sdk.compute.get_server("web")


def update(**attributes):
    del cloud.asked[:]
    answer = sdk.compute.update_server(server, **attributes)
    print("update_server(server%s) -> %s %s" % ("".join(", %s=%r" % a for a in attributes.items()), answer.name, answer.metadata))
    for method, path, _, body in cloud.asked or [("nothing",) * 4]:
        print("  sent:", method, "" if method == "nothing" else path + " " + body)


server.metadata["env"] = "prod"
update()
update(name="web-2")
server.metadata = {"env": "prod"}
update()
END
expect <<'END'
update_server(server) -> web {'env': 'prod'}
  sent: nothing 
update_server(server, name='web-2') -> web-2 {'env': 'test'}
  sent: PUT /v2.1/servers/web {"server": {"name": "web-2"}}
update_server(server) -> web-2 {'env': 'test'}
  sent: PUT /v2.1/servers/web {"server": {"metadata": {"env": "prod"}}}
END
