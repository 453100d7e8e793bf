#!/usr/bin/env bash
# The guess: cloud-configs that come in parts (of the user, of an image's vendor, of a program that wraps another's) add up: both lists of
# packages are installed, and a `merge_how` in one of them says how all are joined.
#
# What happens: the later part's list or mapping takes the earlier one's place, member by member at the top alone. `merge_how` counts
# for the part that it stands in and for no other, so the first one has no effect and a third part replaces again. What is two
# documents with `---` between them is nothing at all, with the first as with the second; a part that is a list is left out.
#
# cloud-init 22.4.2 (Debian 12), cloudinit/handlers/cloud_config.py and cloudinit/mergers.
#
# Why care: a client that adds a part of its own to a user's data (to mark a server, to install an agent) takes the user's packages
# and commands away, unless its part says how it is merged; and it must not join two documents with `---`.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
cloud_init

python - "$tmp" <<'END' | seen
import json, logging, sys
from cloudinit import helpers
from cloudinit.handlers.cloud_config import CloudConfigPartHandler

logging.disable(logging.CRITICAL)
paths = helpers.Paths({"cloud_dir": sys.argv[1] + "/cloud", "run_dir": sys.argv[1] + "/run"})

def merged(*parts):
    handler = CloudConfigPartHandler(paths)
    handler.handle_part(None, "__begin__", None, None, None, None)
    for number, part in enumerate(parts):
        handler.handle_part(None, "text/cloud-config", "part-%d" % number, "#cloud-config\n" + part, "always", {})
    print(" + ".join(json.dumps(part) for part in parts))
    print("  ->", json.dumps(handler.cloud_buf, sort_keys=True))

how = "merge_how: 'list(append)+dict(recurse_list)+str()'\n"
merged("packages: [a]\n", "packages: [b]\n")
merged("chpasswd: {expire: false, list: x}\n", "chpasswd: {expire: true}\n")
merged("hostname: a\n", "packages: [b]\n")
merged(how + "packages: [a]\n", "packages: [b]\n")
merged("packages: [a]\n", how + "packages: [b]\n")
merged("packages: [a]\n", how + "packages: [b]\n", "packages: [c]\n")
merged("packages: [a]\n---\nhostname: b\n")
merged("- packages\n", "hostname: b\n")
END
expect <<'END'
"packages: [a]\n" + "packages: [b]\n"
  -> {"packages": ["b"]}
"chpasswd: {expire: false, list: x}\n" + "chpasswd: {expire: true}\n"
  -> {"chpasswd": {"expire": true}}
"hostname: a\n" + "packages: [b]\n"
  -> {"hostname": "a", "packages": ["b"]}
"merge_how: 'list(append)+dict(recurse_list)+str()'\npackages: [a]\n" + "packages: [b]\n"
  -> {"packages": ["b"]}
"packages: [a]\n" + "merge_how: 'list(append)+dict(recurse_list)+str()'\npackages: [b]\n"
  -> {"packages": ["a", "b"]}
"packages: [a]\n" + "merge_how: 'list(append)+dict(recurse_list)+str()'\npackages: [b]\n" + "packages: [c]\n"
  -> {"packages": ["c"]}
"packages: [a]\n---\nhostname: b\n"
  -> {}
"- packages\n" + "hostname: b\n"
  -> {"hostname": "b"}
END
