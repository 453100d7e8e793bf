#!/usr/bin/env bash
# Guessed: the Content-MD5 of an answer is the checksum of that answer's body, as its name says.
# What happens: with `Range` Glance sends the part, 206, and Content-MD5 of the whole image. It reads a `Content-Range` in the request
#   as a range too. Two ranges in one header are 400; a range that starts behind the end, or is none of bytes, is 416.
# Where: Glance 25.1 (Zed), and just so 33.0 (2026.2): glance/api/v2/image_data.py ResponseSerializer.download.
# Why it matters: a client that resumes a download and checks what came fails on good data. The checksum is good for the whole file
#   only, once its parts are together.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
upload: 204
{} 200 0123456789 checksum of: whole
{'Range': 'bytes=7-'} 206 789 checksum of: whole
{'Range': 'bytes=-3'} 206 789 checksum of: whole
{'Content_Range': 'bytes 2-4/10'} 206 234 checksum of: whole
{'Range': 'bytes=0-1,5-6'} 400  checksum of: none
{'Range': 'bytes=10-'} 416  checksum of: none
{'Range': 'items=0-1'} 416  checksum of: none
END

python <<'END' | expect "$expected"
import hashlib

import glance_app

data = b'0123456789'
image = glance_app.create(disk_format='raw', container_format='bare')
print('upload:', glance_app.call('PUT', '/images/%s/file' % image, data, 'application/octet-stream')[0])


def read(**headers):
    import webob
    request = webob.Request.blank('/images/%s/file' % image, headers={k.replace('_', '-'): v for k, v in headers.items()})
    request.context = glance_app.context.RequestContext(user_id='user', project_id='project', roles=['member', 'reader'],
                                                        is_admin=False)
    answer = request.get_response(glance_app._app)
    part = answer.body if answer.status_int in (200, 206) else b''
    md5 = answer.headers.get('Content-MD5')
    of = {hashlib.md5(data).hexdigest(): 'whole', None: 'none'}.get(md5, 'something else')
    print(headers, answer.status_int, part.decode(), 'checksum of:', of)


read()
read(Range='bytes=7-')
read(Range='bytes=-3')
read(Content_Range='bytes 2-4/10')
read(Range='bytes=0-1,5-6')
read(Range='bytes=10-')
read(Range='items=0-1')
END
