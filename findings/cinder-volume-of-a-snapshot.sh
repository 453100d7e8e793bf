#!/usr/bin/env bash
# Guessed: an image of a server that runs from a volume can be written on a new volume like any other, and what comes of it has the server's data.
# What happens: such an image has no data: it names a snapshot in Cinder. Below the microversion 3.46, and so for whoever names none, Cinder
#   doesn't look at that: it writes the image's 0 bytes on the volume, which is then "available", "bootable", and empty. From 3.46 on the
#   volume is made of the snapshot.
# Where: Cinder 21.3 (Zed), and just so over the API of 29.0 (2026.2): cinder/api/v3/volumes.py create.
# Why it matters: `openstack volume create --image` without a newer version in its settings, or any client that knows no versions of Cinder,
#   says that all is well; that the disk is blank shows when a server doesn't start from it, or when the original is gone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
no version the data of the image, 0 bytes
3.45       the data of the image, 0 bytes
3.46       the snapshot 22222222-2222-4222-8222-222222222222
3.70       the snapshot 22222222-2222-4222-8222-222222222222
END

python <<'END' | expect "$expected"
import json
import types
from unittest import mock

from oslo_config import cfg

from cinder import context
from cinder import objects
objects.register_all()
from cinder.api.openstack import api_version_request  # noqa: E402
from cinder.api.v3 import volumes  # noqa: E402
from cinder.image import glance  # noqa: E402

cfg.CONF([], project='cinder', default_config_files=[])
user = context.RequestContext('u', 'p', is_admin=False, auth_token='t')
# What Glance has of it after Nova's createImage.
image = {
    'id': '11111111-1111-4111-8111-111111111111', 'name': 'web-snapshot', 'status': 'active', 'size': 0, 'min_disk': 1, 'min_ram': 0,
    'visibility': 'private', 'disk_format': 'raw', 'container_format': 'bare', 'bdm_v2': 'True', 'root_device_name': '/dev/sda',
    'block_device_mapping': json.dumps([{'source_type': 'snapshot', 'destination_type': 'volume', 'boot_index': 0, 'volume_size': 1,
                                         'snapshot_id': '22222222-2222-4222-8222-222222222222'}]),
}


class Document(dict):
    """An image as glanceclient hands it on."""
    __getattr__ = dict.__getitem__


class Client:
    def call(self, context, method, *_, controller='images', **__):
        if controller == 'schemas':
            return mock.Mock(is_base_property=lambda name: name not in ('bdm_v2', 'root_device_name', 'block_device_mapping'))
        return Document(image)


class Volumes:
    """It takes down what a volume is to be made of."""

    def get_snapshot(self, context, id):
        return {'id': id, 'volume_size': 1}

    def create(self, context, size, name, description, snapshot=None, image_id=None, **_):
        print('%-10s' % version, 'the snapshot ' + snapshot['id'] if snapshot else 'the data of the image, %d bytes' % image['size'])


controller = volumes.VolumeController.__new__(volumes.VolumeController)
controller.volume_api, controller._view_builder = Volumes(), mock.Mock()
glance.get_default_image_service = lambda: glance.GlanceImageService(Client())
for version in ('no version', '3.45', '3.46', '3.70'):
    request = types.SimpleNamespace(environ={'cinder.context': user}, headers={},
                                    api_version_request=api_version_request.APIVersionRequest('3.0' if version == 'no version' else version))
    controller.create(request, body={'volume': {'name': 'web-2', 'size': 1, 'imageRef': image['id']}})
END
