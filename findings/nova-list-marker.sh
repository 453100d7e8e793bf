#!/usr/bin/env bash
# The guess: `nova list --limit 2` prints two servers in the order in which the cloud gave them, so the last line is
# the marker for the next page.
#
# What happens: the page is sorted by name before it is printed, and the marker is somewhere in it. With the last line
# as --marker the next page repeats some servers or leaves some out. With any --sort the cloud's order is kept.
#
# novaclient 18.1.0 (Debian 12), novaclient/v2/shell.py, do_list: the index of the column that the table is sorted by
# is 1 unless --sort was given.
#
# Why care: a loop over pages written on the table misses servers, which one depends on their names. A page must be
# printed as it came, or whole.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import os, re, subprocess, sys, urllib.parse
from fakecloud import Cloud

names = ["zulu", "alpha", "mike", "bravo"]  # newest first, as Nova lists them
def page(query, body):
    asked = dict(urllib.parse.parse_qsl(query))
    start = names.index(asked["marker"]) + 1 if "marker" in asked else 0
    return {"servers": [{"id": name, "name": name, "status": "ACTIVE", "addresses": {}, "OS-EXT-STS:power_state": 1}
                        for name in names[start:start + int(asked.get("limit", 9))]]}
cloud = Cloud({"GET /v2.1/servers/detail": page})
for name in names:
    cloud.routes[f"GET /v2.1/servers/{name}"] = {"server": {"id": name, "name": name}}
environment = {**os.environ, "OS_AUTH_URL": cloud.url + "/v3", "OS_USERNAME": "u", "OS_PASSWORD": "p", "OS_PROJECT_NAME": "A",
               "OS_USER_DOMAIN_ID": "default", "OS_PROJECT_DOMAIN_ID": "default"}
def nova(*options):
    table = subprocess.run([sys.executable, "-c", "import sys; from novaclient.shell import main; sys.exit(main())", "list", *options],
                           env=environment, check=True, capture_output=True, text=True).stdout
    found = re.findall(r"^\| (\w+) +\| \w+ +\| ACTIVE", table, re.M)
    print("nova list", *options, "->", *found)
    return found
print("the cloud's order:", *names)
first = nova("--limit", "2")
nova("--limit", "2", "--marker", first[-1])
first = nova("--limit", "2", "--sort", "created_at:desc")
nova("--limit", "2", "--sort", "created_at:desc", "--marker", first[-1])
END
expect <<'END'
the cloud's order: zulu alpha mike bravo
nova list --limit 2 -> alpha zulu
nova list --limit 2 --marker zulu -> alpha mike
nova list --limit 2 --sort created_at:desc -> zulu alpha
nova list --limit 2 --sort created_at:desc --marker alpha -> mike bravo
END
