#!/usr/bin/env bash
# Guessed: the filters of one list read their values alike, and refuse what they cannot read.
# What happens: os_hidden takes `TRUE`, protected takes `true` alone and answers 400 to `True`. size_min and created_at=gte:... compare;
#   min_ram=gte:1 is no error and finds nothing: the operators are there for seven members only, elsewhere they are part of the value.
#   A filter that doesn't exist is taken for a property of images: no error, nothing found.
# Where: Glance 25.1 (Zed), and just so 33.0 (2026.2): glance/api/v2/images.py ImagesController.index, glance/db/sqlalchemy/api.py.
# Why it matters: Python's clients print booleans as True. And an empty list doesn't say that there is no such image: a mistyped filter
#   gives the same.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
os_hidden=TRUE: 200 []
os_hidden=False: 200 ['image']
os_hidden=0: 400 400 Bad Request Invalid value '0' for 'os_hidden' filter. Valid values are 'true' or 'false'.
protected=true: 200 ['image']
protected=True: 400 400 Bad Request Invalid value 'True' for 'protected' filter. Valid values are 'true' or 'false'.
min_ram=512: 200 ['image']
min_ram=gte:1: 200 []
min_ram_min=512: 200 ['image']
created_at=gte:2020: 200 ['image']
nmae=image: 200 []
END

python <<'END' | expect "$expected"
import glance_app

glance_app.create(name='image', min_ram=512, protected=True)
for query in ('os_hidden=TRUE', 'os_hidden=False', 'os_hidden=0', 'protected=true', 'protected=True', 'min_ram=512', 'min_ram=gte:1',
              'min_ram_min=512', 'created_at=gte:2020', 'nmae=image'):
    print('%s: %s %s' % (query, *glance_app.names(query)))
END
