#!/usr/bin/env bash
# The guess: reboot_server(server), then wait_for_server(server): it asks the cloud at least once, and comes back when the server is up.
#
# What happens: it asks nothing and comes back at once, as the object in hand says ACTIVE, which it does from before the reboot. The status
# is looked for in what was given, and the cloud is asked only where that isn't the one waited for. A server that went to ERROR meanwhile
# is a success too. Where the cloud is asked, a server in ERROR is an exception, without the fault's reason that was in the answer.
#
# openstacksdk 0.101.0 (Debian 12): openstack/resource.py, wait_for_status.
#
# Why care: a wait that doesn't look is a success that means nothing, and nobody sees it in a test in which the server was made a moment
# ago and is BUILD. A wait has to begin with a look, and after an action it has to know what it waits to see end.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

python - <<'END' | seen
from fakecloud import Cloud
import openstack

web = {"id": "web", "name": "web", "status": "ACTIVE", "addresses": {}, "links": [], "metadata": {}}
cloud = Cloud({"GET /v2.1/servers/web": {"server": web}, "POST /v2.1/servers/web/action": (202, {}, None)})
sdk = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                        project_domain_id="default", region_name="RegionOne")


def wait(before, after):
    cloud.routes["GET /v2.1/servers/web"] = {"server": {**web, "status": before}}
    server = sdk.compute.get_server("web")
    sdk.compute.reboot_server(server, "HARD")
    fault = {"message": "Failed to reboot: no power", "code": 500}
    cloud.routes["GET /v2.1/servers/web"] = {"server": {**web, "status": after, **({"fault": fault} if after == "ERROR" else {})}}
    del cloud.asked[:]
    try:
        answer = sdk.compute.wait_for_server(server, interval=0.01, wait=0.1).status
    except openstack.exceptions.SDKException as e:
        answer = e
    print("%-7s then %-7s: %s, the cloud %s" % (before, after, answer, "was asked" if cloud.asked else "was not asked"))


wait("ACTIVE", "REBOOT")
wait("ACTIVE", "ERROR")
wait("SHUTOFF", "REBOOT")
wait("SHUTOFF", "ERROR")
END
expect <<'END'
ACTIVE  then REBOOT : ACTIVE, the cloud was not asked
ACTIVE  then ERROR  : ACTIVE, the cloud was not asked
SHUTOFF then REBOOT : Timeout waiting for Server:web to transition to ACTIVE, the cloud was asked
SHUTOFF then ERROR  : Server:web transitioned to failure state ERROR, the cloud was asked
END
