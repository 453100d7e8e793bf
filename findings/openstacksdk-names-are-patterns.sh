#!/usr/bin/env bash
# The guess: a call of openstacksdk's cloud layer that takes a name or an id means the one thing of that name, so a name with a star, a
# question mark or brackets in it finds nothing, or just what is called so.
#
# What happens: where get_… is behind it, the name is a pattern of a shell. "web-*" is web-1 as long as that is the only one: its metadata
# is set, and delete_server_group("old-*") deletes a group. "db[1]" finds the server db[1] and the server db1, and so is ambiguous.
# delete_server and find_server of the same library take the name as it is: for "web-*" they find nothing.
#
# openstacksdk 0.101.0 (Debian 12): openstack/cloud/_utils.py, _filter_list, by way of _get_entity. In 4.20 most calls look names up in
# another way; search_…, get_security_group and delete_security_group still match patterns.
#
# Why care: a script whose variable holds a pattern by mistake works on whatever there is one of, and is an error on the day when there
# are two. And a name that the cloud allows can't be used. A client should look for names as they are, and have another flag for patterns.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

python - <<'END' | seen
from fakecloud import Cloud
import openstack

servers = [{"id": f"{i}" * 8 + "-1111-4111-8111-111111111111", "name": name, "status": "ACTIVE", "addresses": {}, "links": [], "metadata": {}}
           for i, name in enumerate(("web-1", "db[1]", "db1"), 1)]
cloud = Cloud({"GET /v2.1/servers/detail": {"servers": servers}, "GET /v2.1/servers": {"servers": servers},
               "GET /v2.1/os-server-groups": {"server_groups": [{"id": "g1", "name": "old-2025", "policies": [], "members": [], "metadata": {}}]},
               "DELETE /v2.1/os-server-groups/g1": (204, {}, None)})
for server in servers:
    cloud.routes["GET /v2.1/servers/" + server["id"]] = {"server": server}
    cloud.routes["POST /v2.1/servers/" + server["id"] + "/metadata"] = {"metadata": {"env": "test"}}
sdk = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                        project_domain_id="default", region_name="RegionOne")

def show(call, *arguments):
    del cloud.asked[:]
    try:
        result = call(*arguments)
        result = result.name if hasattr(result, "name") else result
    except openstack.exceptions.SDKException as e:
        result = e
    changes = ["%s %s" % asked[:2] for asked in cloud.asked if asked[0] != "GET"]
    print("%-38s -> %s%s" % (call.__name__ + repr(arguments), result, "".join("; sent " + change for change in changes)))

for name in "web-*", "db?", "db[1]", "db1":
    show(sdk.get_server, name)
show(sdk.compute.find_server, "web-*")
show(sdk.delete_server, "web-*")
show(sdk.set_server_metadata, "web-*", {"env": "test"})
show(sdk.delete_server_group, "old-*")
END
expect <<'END'
get_server('web-*',)                   -> web-1; sent POST /v3/auth/tokens
get_server('db?',)                     -> db1
get_server('db[1]',)                   -> Multiple matches found for db[1]
get_server('db1',)                     -> db1
find_server('web-*',)                  -> None
delete_server('web-*',)                -> False
set_server_metadata('web-*', {'env': 'test'}) -> None; sent POST /v2.1/servers/11111111-1111-4111-8111-111111111111/metadata
delete_server_group('old-*',)          -> True; sent DELETE /v2.1/os-server-groups/g1
END
