#!/usr/bin/env bash
# Guessed: an image is shared with a project that exists, by its id; a member that rejects it loses it; an image that is made private is
# shared with nobody from then on.
# What happens: the member is any text, and nobody looks it up: a project's name, an address, a typo and the owner are members alike. The
#   status is about lists alone: pending or rejected, the member can still read the image by its id. Made private, the image is
#   gone for them, but not its members: they can't be listed any more, and have it again when it is shared once more.
# Where: Glance 25.1 (Zed): glance/api/v2/image_members.py, glance/db/sqlalchemy/api.py is_image_visible.
# Why it matters: `image share IMAGE NAME` that says nothing has shared with nobody, so a client had better look the project up or ask for its
#   id; and to end a share means to remove each member, before the image is made private.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
visibility of a new image: shared
share with 'other': 200 pending
share with 'Other Project': 200 pending
share with 'nobody@example.com': 200 pending
share with 'project': 200 pending
share with 'other': 409 409 Conflict Member other is duplicated for image IMAGE
share with '': 400 400 Bad Request Member can't be empty
  other lists 0 images, and GET of this one is 200
other says accepted: 200
  other lists 1 images, and GET of this one is 200
other says rejected: 200
  other lists 0 images, and GET of this one is 200
the owner says accepted for other: 403
made private: 200, its members: 403
  other lists 0 images, and GET of this one is 404
shared again: 200, its members: 4
  other lists 0 images, and GET of this one is 200
END

python <<'END' | expect "$expected"
import glance_app

image = glance_app.create(name='app')
print('visibility of a new image:', glance_app.call('GET', '/images/' + image)[1]['visibility'])


def share(member):
    status, answer = glance_app.call('POST', '/images/%s/members' % image, {'member': member})
    print('share with %r: %s %s' % (member, status, answer['status'] if status == 200 else answer.replace(image, 'IMAGE')))


def seen(project):
    status, answer = glance_app.call('GET', '/images', project=project)
    shown = glance_app.call('GET', '/images/' + image, project=project)[0]
    print('  %s lists %d images, and GET of this one is %d' % (project, len(answer['images']), shown))


for member in ('other', 'Other Project', 'nobody@example.com', 'project', 'other', ''):
    share(member)
seen('other')
for status in ('accepted', 'rejected'):
    answer = glance_app.call('PUT', '/images/%s/members/other' % image, {'status': status}, project='other')
    print('other says %s: %s' % (status, answer[0]))
    seen('other')
print('the owner says accepted for other:', glance_app.call('PUT', '/images/%s/members/other' % image, {'status': 'accepted'})[0])
for word, visibility in (('made private', 'private'), ('shared again', 'shared')):
    changed = glance_app.call('PATCH', '/images/' + image, [{'op': 'replace', 'path': '/visibility', 'value': visibility}], glance_app.PATCH)
    status, members = glance_app.call('GET', '/images/%s/members' % image)
    print('%s: %s, its members: %s' % (word, changed[0], len(members['members']) if status == 200 else status))
    seen('other')
END
