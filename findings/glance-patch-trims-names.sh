#!/usr/bin/env bash
# Guessed: what a POST may call a property of an image, a PATCH may remove again.
# What happens: a PATCH takes the blanks around each part of its path away. A property made with a blank at an end can be neither
#   changed nor removed ("Property lead does not exist"): adding to it makes a second one without the blank. And `/` alone is not
#   refused: it makes a property whose name is empty.
# Where: Glance 25.1 (Zed), and just so 33.0 (2026.2): glance/api/v2/images.py _decode_json_pointer.
# Why it matters: a client that copies an image's properties by PATCH, or removes those that a user no longer wants, is told 409 about
#   a property that the same document shows.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
remove "/ lead": 409 409 Conflict There was a conflict when trying to complete your request. Property lead does not exist.
add "/ lead": 200 [' lead', 'lead']
remove "/ lead": 200 [' lead']
add "/": 200 ['', ' lead']
END

python <<'END' | expect "$expected"
import glance_app


def patch(image, op, path, **more):
    status, answer = glance_app.call('PATCH', '/images/' + image, [{'op': op, 'path': path, **more}], glance_app.PATCH)
    if status != 200:
        return status, answer
    return status, sorted(k for k in answer if k.strip() in ('', 'lead'))


image = glance_app.create(**{' lead': '1'})
print('remove "/ lead":', *patch(image, 'remove', '/ lead'))
print('add "/ lead":', *patch(image, 'add', '/ lead', value='2'))
print('remove "/ lead":', *patch(image, 'remove', '/ lead'))
print('add "/":', *patch(image, 'add', '/', value='2'))
END
