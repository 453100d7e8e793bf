#!/usr/bin/env bash
# The guess: a line of runcmd that cloud-init can't use is left out or fails by itself; the others run.
#
# What happens: one line that isn't a text or a list, and none is run: no script is written at all. `- echo note: done` is such a line, as
# the colon with a blank makes it a mapping to YAML. bootcmd goes the same way. Of `permissions` in write_files the like is quiet: 644
# without quotes is the decimal number, which is the mode 1204; 0644 and "644" are what they look like.
#
# cloud-init 22.4.2 (Debian 12): cloudinit/util.py (shellify), cloudinit/config/cc_runcmd.py, cc_write_files.py (decode_perms).
#
# Why care: to the cloud the user data is text, so it is taken, the server is ACTIVE, and nothing of what it was to do was done. Only a
# client that reads user data before it sends it can say so in time.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
cloud_init

python - "$tmp" <<'END' | seen
import logging
import os
import sys
from types import SimpleNamespace

import yaml
from cloudinit.config import cc_runcmd, cc_write_files

script = os.path.join(sys.argv[1], "runcmd")
cloud = SimpleNamespace(get_ipath=lambda name: sys.argv[1])
for text in "[echo one, [echo, two], echo three]", "[echo one, echo note: done, echo three]", "[echo one, 'echo note: done', echo three]":
    if os.path.exists(script):
        os.remove(script)
    try:
        cc_runcmd.handle("runcmd", {"runcmd": yaml.safe_load(text)}, cloud, logging.getLogger(), [])
    except Exception as e:
        print("runcmd: %s -> %s" % (text, str(e).partition(" into file")[0]))
    lines = open(script).read().splitlines()[1:] if os.path.exists(script) else []
    print("runcmd: %s -> %d commands are to be run" % (text, len(lines)))
for text in "0644", "'0644'", "'644'", "644":
    print("permissions: %s -> mode %o" % (text, cc_write_files.decode_perms(yaml.safe_load(text), None)))
END
expect <<'END'
runcmd: [echo one, [echo, two], echo three] -> 3 commands are to be run
runcmd: [echo one, echo note: done, echo three] -> Failed to shellify ['echo one', {'echo note': 'done'}, 'echo three']
runcmd: [echo one, echo note: done, echo three] -> 0 commands are to be run
runcmd: [echo one, 'echo note: done', echo three] -> 3 commands are to be run
permissions: 0644 -> mode 644
permissions: '0644' -> mode 644
permissions: '644' -> mode 644
permissions: 644 -> mode 1204
END
