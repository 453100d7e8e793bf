#!/usr/bin/env bash
# The guess: `nova boot --min-count 2 --return-reservation-id` makes two servers, and prints the id that both can be listed by.
#
# What happens: the servers are made, and nothing is printed but "ERROR (TypeError): StrWithMeta.__new__() missing 1 required positional
# argument: 'resp'", with exit code 1. The id of the reservation is lost. It is a text with the ids of the requests on it, of a class that
# can't be copied, and the table copies its cells. A number or a document in its place is no such class: every other table is printed.
#
# novaclient 18.1.0 with PrettyTable 3.6.0 (Debian 12), and just so against Nova 34.0 (2026.2): novaclient/base.py StrWithMeta.
#
# Why care: the exit code says that nothing was made, so a script tries again, and has four servers. And who gives a class of text a second
# argument, to carry something on, finds out where somebody copies it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import contextlib
import io

from fakecloud import Cloud
from novaclient import shell

image, flavor = "11111111-1111-4111-8111-111111111111", "1"
server = {"id": "22222222-2222-4222-8222-222222222222", "links": [], "adminPass": "x"}


def boot(query, body):
    return 202, {}, {"reservation_id": "r-3fhpjulh"} if '"return_reservation_id": true' in body else {"server": server}


documents = {"GET /v2.1/flavors/1": {"flavor": {"id": flavor, "name": "small", "links": []}}, "POST /v2.1/servers": boot,
             "GET /v2.1/servers/" + server["id"]: {"server": {**server, "name": "web", "status": "BUILD", "addresses": {}, "metadata": {},
                                                              "image": "", "flavor": {"id": flavor}}}}
cloud = Cloud(documents)
who = ["--os-auth-url", cloud.url + "/v3", "--os-username", "u", "--os-password", "p", "--os-project-name", "A", "--os-user-domain-id",
       "default", "--os-project-domain-id", "default", "--os-compute-api-version", "2.1"]
for words in [], ["--min-count", "2", "--return-reservation-id"]:
    cloud.asked.clear()
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = shell.main(who + ["boot", "web", "--flavor", flavor, "--boot-volume", image] + words)
        except SystemExit as e:
            code = e.code
    creates = sum(method == "POST" and path == "/v2.1/servers" for method, path, _, _ in cloud.asked)
    print("nova boot %s: exit code %s" % (" ".join(words) or "web", code or 0))
    print("  creates sent: %d, lines printed: %d, the id in them: %s" % (creates, len(out.getvalue().splitlines()), "r-3fhpjulh" in out.getvalue()))
    for line in err.getvalue().splitlines():
        if line and "deprecated" not in line:
            print("  stderr:", line)
END
expect <<'END'
nova boot web: exit code 0
  creates sent: 1, lines printed: 11, the id in them: False
nova boot --min-count 2 --return-reservation-id: exit code 1
  creates sent: 1, lines printed: 0, the id in them: False
  stderr: ERROR (TypeError): StrWithMeta.__new__() missing 1 required positional argument: 'resp'
END
