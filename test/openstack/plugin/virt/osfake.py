"""A driver for Nova: its own fake driver, whose actions take a while and whose snapshots finish.

With Nova's driver alone an image stays queued for ever, because nobody uploads anything to Glance.
"""

import io
import os
import time

from nova.image import glance
from nova.virt import fake

try:
    from nova.virt import node
except ImportError:  # before 2023.1
    node = None

DELAY = float(os.environ.get('OS_FAKE_DELAY') or 1)

SLOW = (
    'spawn', 'destroy', 'reboot', 'rescue', 'unrescue', 'pause', 'unpause', 'suspend', 'resume', 'power_off', 'power_on',
    'migrate_disk_and_power_off', 'finish_migration', 'confirm_migration', 'finish_revert_migration',
)


class Driver(fake.FakeDriver):
    # Nova's fake makes up another identity of its host at every start, and from 2023.1 on Nova refuses to start with it.
    if node:
        def get_available_resource(self, nodename):
            resources = super().get_available_resource(nodename)
            resources['uuid'] = node.get_local_node_uuid()
            return resources

        def get_nodenames_by_uuid(self, refresh=False):
            return {node.get_local_node_uuid(): self.get_available_nodes()[0]}

    def snapshot(self, context, instance, image_id, update_task_state):
        super().snapshot(context, instance, image_id, update_task_state)
        time.sleep(DELAY)
        images = glance.API()
        # Glance takes an upload only for an image that says what it is.
        meta = {
            'name': images.get(context, image_id)['name'],
            'container_format': 'bare',
            'disk_format': 'raw',
        }
        disk = io.BytesIO(b'the disk of ' + instance.uuid.encode())
        images.update(context, image_id, meta, disk, purge_props=False)


def slowly(name):
    quick = getattr(fake.FakeDriver, name)

    def action(self, *args, **kwargs):
        time.sleep(DELAY)
        return quick(self, *args, **kwargs)
    return action


for action in SLOW:
    setattr(Driver, action, slowly(action))
