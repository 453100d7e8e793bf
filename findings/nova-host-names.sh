#!/usr/bin/env bash
# Guessed: the host name that Nova makes of a server's name is one that DNS takes, in letters, digits and hyphens.
# What happens: letters of Latin-1 stay ("café" is the host name "café"), others vanish without a sign, and a name that has none left is
#   Server-UUID. A dot, a blank and an underscore become hyphens, so web.example.com is web-example-com. Two servers can get the same one.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/utils.py sanitize_hostname.
# Why it matters: OS-EXT-SRV-ATTR:hostname and what cloud-init sets are not what a user can guess from the name; a client that has a
#   microversion of 2.90 or more should send `hostname` where it matters.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
web-1 -> web-1
web.example.com -> web-example-com
web 1_a -> web-1-a
café -> café
Straße -> straße
日本-web -> web
日本 -> Server-UUID
10.0.0.1 -> 10-0-0-1
... -> Server-UUID
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-b -> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
--x-- -> x
O'Brien -> obrien
web.1 -> web-1
WEB_1 -> web-1
END

python <<'END' | expect "$expected"
from nova import utils

for name in ('web-1', 'web.example.com', 'web 1_a', 'café', 'Straße', '日本-web', '日本', '10.0.0.1', '...', 'a' * 62 + '-b',
             '--x--', "O'Brien", 'web.1', 'WEB_1'):
    print('%s -> %s' % (name, utils.sanitize_hostname(name, 'Server-UUID')))
END
