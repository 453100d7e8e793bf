#!/usr/bin/env bash
# The guess: `openstack server reboot --wait web` fails, with an exit code that isn't 0, where the server ends in ERROR.
#
# What happens: "Error rebooting server" is on standard output and on standard error, why is nowhere, and the exit code is 0. So it is with
# resize and migrate. What the cloud refuses at once ends with 1.
#
# python-openstackclient 6.0.0 (Debian 12), openstackclient/compute/v2/server.py: after a wait that failed it raises SystemExit without a
# code, which stands for success; so do create, rebuild, shelve, unshelve and evacuate, by their code.
#
# Why care: `openstack server … --wait && next` goes on with a broken server. A script has to look at the status itself, and a CLI that waits
# has to tell how that ended by its exit code.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import os, subprocess, sys
from fakecloud import Cloud
ID = "7c0a3d5e-0a3f-4b0e-9d53-5a3f3b6f2a11"
SERVER = {"server": {"id": ID, "name": "web", "status": "ERROR", "flavor": {"id": "1"}, "addresses": {}, "metadata": {}, "links": [],
                     "fault": {"code": 500, "message": "No valid host was found.", "created": "2026-11-29T00:00:00Z"}}}
FLAVOR = {"flavor": {"id": "2", "name": "big", "ram": 1, "vcpus": 1, "disk": 1, "links": []}}
cloud = Cloud({
    f"GET /v2.1/servers/{ID}": SERVER, "GET /v2.1/flavors/2": FLAVOR,
    f"POST /v2.1/servers/{ID}/action": lambda query, body: (409, {}, {"conflictingRequest": {"code": 409, "message": "not now"}})
    if "suspend" in body else (202, {}, None),
})
def openstack(*words):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from openstackclient.shell import main; sys.exit(main())", "--os-auth-url", cloud.url + "/v3",
         "--os-username", "u", "--os-password", "secret", "--os-project-name", "A", "--os-user-domain-id", "default",
         "--os-project-domain-id", "default", "--os-region-name", "RegionOne", *words, ID],
        cwd=os.environ["HOME"], capture_output=True, text=True)
    print("openstack", *words, "web: exit code", done.returncode)
    print(("  out: " + " ".join(done.stdout.split())).rstrip().replace(ID, "ID"))
    print("  err:", " ".join(done.stderr.split()).replace(cloud.url, "").replace(ID, "ID"))
openstack("server", "reboot", "--wait")
openstack("server", "resize", "--flavor", "2", "--wait")
openstack("server", "migrate", "--wait")
openstack("server", "suspend")
END
expect <<'END'
openstack server reboot --wait web: exit code 0
  out: Error rebooting server
  err: Error rebooting server: ID
openstack server resize --flavor 2 --wait web: exit code 0
  out: Error resizing server
  err: Error resizing server: ID
openstack server migrate --wait web: exit code 0
  out: Error migrating server
  err: Error migrating server: ID
openstack server suspend web: exit code 1
  out:
  err: ConflictException: 409: Client Error for url: /v2.1/servers/ID/action, not now
END
