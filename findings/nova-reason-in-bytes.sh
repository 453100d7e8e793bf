#!/usr/bin/env bash
# The guess: where `nova delete web` is refused, the cloud's reason is on standard error, as words.
#
# What happens: it is on standard output, and as Python writes bytes: b'...', with \xe2\x80\x99 for a curly apostrophe, and in
# b"..." where it has a straight one. On standard error is that it couldn't be done, without a reason. So it is with each
# command that takes several servers, and server-tag-delete; one that takes a single server, like update, has it on standard error, as
# words. The exit code is 1.
#
# novaclient 18.1.0 (Debian 12): novaclient/utils.py (do_action_on_many), novaclient/v2/shell.py.
#
# Why care: 2>errors.log loses the reason, and $(nova delete web) has it where nothing was to be. In a log one looks for the cloud's words,
# and doesn't find them. A client's reasons belong on standard error, one for each thing that failed.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import contextlib
import io

from fakecloud import Cloud
from novaclient import shell

web = {"id": "11111111-1111-4111-8111-111111111111", "name": "web", "status": "ACTIVE", "addresses": {}, "links": [], "metadata": {}}
path = "/v2.1/servers/" + web["id"]


def refuse(reason):
    return 409, {}, {"conflictingRequest": {"code": 409, "message": reason}}


cloud = Cloud({"GET " + path: {"server": web}, "DELETE " + path: refuse("web’s disk is busy"),
               "POST " + path + "/action": refuse("Server 'web' is locked"), "PUT " + path: refuse("web’s disk is busy")})
who = ["--os-auth-url", cloud.url + "/v3", "--os-username", "u", "--os-password", "p", "--os-project-name", "A", "--os-user-domain-id",
       "default", "--os-project-domain-id", "default", "--os-compute-api-version", "2.1"]
for words in ["delete"], ["stop"], ["update", "--name", "new"]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = shell.main(who + words + [web["id"]])
        except SystemExit as e:
            code = e.code
    print("nova %s: exit code %s" % (" ".join(words), code))
    for name, text in ("out", out), ("err", err):
        for line in text.getvalue().splitlines():
            if line and "deprecated" not in line:
                print("  std%s: %s" % (name, line))
END
expect <<'END'
nova delete: exit code 1
  stdout: b'web\xe2\x80\x99s disk is busy (HTTP 409)'
  stderr: ERROR (CommandError): Unable to delete the specified server(s).
nova stop: exit code 1
  stdout: b"Server 'web' is locked (HTTP 409)"
  stderr: ERROR (CommandError): Unable to stop the specified server(s).
nova update --name new: exit code 1
  stderr: ERROR (Conflict): web’s disk is busy (HTTP 409)
END
