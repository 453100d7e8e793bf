#!/usr/bin/env bash
# Guessed: a locked server refuses everything that would change it (409 "Instance ... is locked") to everybody but an administrator.
# What happens: it refuses what touches the machine, and its metadata; but it may be renamed, described, tagged, snapshot and backed up
#   (a backup deletes older ones), and locked again, with another reason.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/compute/api.py check_instance_lock, which these methods don't have.
# Why it matters: lock protects the machine, not the record. A client can't promise that a locked server stays as it is, and must not
#   refuse these actions in advance.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
delete                     refused
stop                       refused
reboot                     refused
rebuild                    refused
resize                     refused
shelve                     refused
rescue                     refused
set_admin_password         refused
attach_volume              refused
attach_interface           refused
update_instance_metadata   refused
delete_instance_metadata   refused
update_instance            goes on
snapshot                   goes on
backup                     goes on
lock                       goes on
evacuate                   goes on
END

python <<'END' | expect "$expected"
from nova.compute import api

# What the decorator makes of a method runs this code.
lock = api.check_instance_lock(lambda: None).__code__


def locked(method):
    while method:
        if method.__code__ is lock:
            return 'refused'
        method = getattr(method, '__wrapped__', None)
    return 'goes on'


for name in ('delete', 'stop', 'reboot', 'rebuild', 'resize', 'shelve', 'rescue', 'set_admin_password', 'attach_volume',
             'attach_interface', 'update_instance_metadata', 'delete_instance_metadata', 'update_instance', 'snapshot', 'backup', 'lock',
             'evacuate'):
    print('%-26s %s' % (name, locked(getattr(api.API, name))))
END
