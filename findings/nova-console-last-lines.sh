#!/usr/bin/env bash
# Guessed: `os-getConsoleOutput` with length 3 gives the last three lines of the console; -1, which its schema allows, all of it, as null.
# What happens: a console's log ends in a line break, and what is behind that counts as a line: 3 gives two lines, and 1 nothing. -1 gives
#   all but the first line, as -2 would all but the first two: the number goes into a slice of Python as it is. 0 is nothing.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2), where it was seen over the API: nova/compute/manager.py _tail_log; the schema and a
#   comment in console_output.py say that -1 is to be unlimited one day.
# Why it matters: `nova console-log --length 1` looks like a server that said nothing, and with -1 a script that looks for the first line
#   of the boot never finds it. A client has to ask for a line more than its user wants, and for "all" send no length.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
  0 b''
  1 b''
  2 b'login:\n'
  3 b'ssh host keys\nlogin:\n'
  4 b'kernel\nssh host keys\nlogin:\n'
 -1 b'ssh host keys\nlogin:\n'
END

python <<'END' | expect "$expected"
from nova.api.openstack.compute.schemas import console_output
from nova.api.validation import validators
from nova.compute import manager

schema = validators._SchemaValidator(console_output.get_console_output)
compute = manager.ComputeManager.__new__(manager.ComputeManager)
log = b'kernel\nssh host keys\nlogin:\n'
for length in (0, 1, 2, 3, 4, -1):
    schema.validate({'os-getConsoleOutput': {'length': length}})
    print('%3d' % length, compute._tail_log(log, length))
END
