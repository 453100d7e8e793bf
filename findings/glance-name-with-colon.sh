#!/usr/bin/env bash
# Guessed: `GET /v2/images?name=ubuntu:22.04` lists the images of that name, as with any other name.
# What happens: 400 "Unable to filter by unknown operator 'ubuntu'". Glance reads OPERATOR:VALUE in name, id, status, container_format
#   and disk_format, and what stands before the first colon is the operator, whatever it is. `eq:` before the name helps. A name that
#   reads like a time is spared, and in `in:` a comma wants quotes.
# Where: Glance 25.1 (Zed), and just so 33.0 (2026.2): glance/common/utils.py split_filter_op, glance/db/sqlalchemy/api.py.
# Why it matters: images are named like containers, NAME:TAG. A client that looks up an image by its name has to say `name=eq:NAME`,
#   or it finds this one refused. Nova's own image calls pass the filter on, and are refused just so.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
name=ubuntu:22.04: 400 400 Bad Request Unable to filter by unknown operator 'ubuntu'.
name=eq:ubuntu:22.04: 200 ['ubuntu:22.04']
name=in:ubuntu:22.04: 200 ['ubuntu:22.04']
name=2026-11-28T10:00:00Z: 200 ['2026-11-28T10:00:00Z']
name=in:a,b: 200 ['a', 'b']
name=in:"a,b": 200 ['a,b']
END

python <<'END' | expect "$expected"
import glance_app

for name in ('ubuntu:22.04', '2026-11-28T10:00:00Z', 'a', 'b', 'a,b'):
    glance_app.create(name=name)
for query in ('name=ubuntu:22.04', 'name=eq:ubuntu:22.04', 'name=in:ubuntu:22.04', 'name=2026-11-28T10:00:00Z', 'name=in:a,b',
              'name=in:"a,b"'):
    print('%s: %s %s' % (query, *glance_app.names(query)))
END
