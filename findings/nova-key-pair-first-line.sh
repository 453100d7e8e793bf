#!/usr/bin/env bash
# Guessed: a key pair is one public key in OpenSSH's format; what isn't is refused, and the fingerprint is that of the key.
# What happens: the first line is looked at, and all the rest goes to the servers with it: two keys make a key pair with the fingerprint
#   of the first, and so does a key with any text below. But a line that a file of keys may begin with, an empty one, a comment or options
#   (`no-pty ssh-ed25519 ...`), is 400. With two blanks before the key, which ssh takes, the key pair is made with the fingerprint of
#   nothing, the MD5 d4:1d:8c:d9...; a tab is 400. Keys of security tokens (sk-ssh-ed25519@openssh.com) are 400 in Zed, 200 in 2026.2.
# Where: Nova 26.2 with cryptography 38 (Zed), and but for the last just so 34.0 (2026.2), where it was seen over the API: nova/crypto.py
#   generate_fingerprint, which takes the key to be what stands between the first and the second blank.
# Why it matters: who makes a key pair of an authorized_keys file lets all in it onto the servers, and the record shows one fingerprint;
#   or is told "failed to generate fingerprint" of a file that sshd takes. Fingerprints that are equal don't say that the keys are. A
#   client has to look at the file itself: one line, one blank, one key.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
one key                6f:b2:81:40:de:32:5f:1c:49:24:a1:a4:20:ec:cf:1c
another                08:24:59:50:18:40:bf:b0:3a:97:95:1e:73:00:c2:1d
both                   6f:b2:81:40:de:32:5f:1c:49:24:a1:a4:20:ec:cf:1c
and text               6f:b2:81:40:de:32:5f:1c:49:24:a1:a4:20:ec:cf:1c
empty line first       Keypair data is invalid: failed to generate fingerprint
comment first          Keypair data is invalid: failed to generate fingerprint
options                Keypair data is invalid: failed to generate fingerprint
two blanks             d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e
two blanks, other key  d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e
tab                    Keypair data is invalid: failed to generate fingerprint
security token         Keypair data is invalid: failed to generate fingerprint
END

python <<'END' | expect "$expected"
from nova import crypto
from nova import exception

one = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHK8ZBH4sKbId+8lXec6qhQ4x3RttvTic3tAmHY/Cobh one'
two = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMXoS3D+PKG/KpM9fFoi0+a/p2AL4BLriUJlG4vY9iSD two'
token = ('sk-ssh-ed25519@openssh.com '
         'AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAICFo/k5LU8863u66YC9eUO2170QduohPURkQnbLa/dczAAAABHNzaDo= token')
for what, text in (('one key', one), ('another', two), ('both', one + '\n' + two + '\n'), ('and text', one + '\nhello world\n'),
                   ('empty line first', '\n' + one), ('comment first', '# mine\n' + one), ('options', 'no-pty ' + one),
                   ('two blanks', one.replace(' ', '  ', 1)), ('two blanks, other key', two.replace(' ', '  ', 1)),
                   ('tab', one.replace(' ', '\t', 1)), ('security token', token)):
    try:
        print('%-22s' % what, crypto.generate_fingerprint(text))
    except exception.InvalidKeypair as e:
        print('%-22s' % what, e.format_message())
END
