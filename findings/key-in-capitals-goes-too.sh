#!/usr/bin/env bash
# Guessed: metadata {"env": "a", "ENV": "b"} is two items, or is refused; DELETE of `env` leaves ENV, as it is.
# What happens: on MariaDB it is two items, each can be read and changed for itself, and DELETE of `env` takes both, with 204 (200 of Cinder). Of
#   a key that isn't there, `Env`, it is 404 and takes nothing. A tag Blue beside blue is 201, "created", and isn't there. A delete of BLUE takes blue.
# Where: Nova 26.2 and Cinder 21.3 (Zed) on MariaDB 10.11, and just so 2026.2, over the API. The services read all items and compare keys in Python, exactly; the
#   delete is one UPDATE ... WHERE `key` = 'env', and the database's collation, utf8mb3_general_ci unless somebody asks for another, says that ENV is env. Where the
#   table has a unique index a second spelling can't be stored: host aggregates and the properties of an image say 500 then, extra specs of a flavor 409, after ten tries.
#   The services' own tests run on SQLite, which tells them apart.
# Why it matters: `nova meta web delete env` loses what isn't named, and the answer is success. Who deletes a key should list the keys first, or afterwards.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-cinder=2:21.3.1-1~deb12u1 python3-pymysql=1.0.2-2+deb12u1
packages=(mariadb-server-core=1:10.11.19-0+deb12u1 libaio1=0.3.113-4 libnuma1=2.0.16-1 liburing2=2.3-3)
# shellcheck disable=SC2154 # tmp is debian.sh's
(cd "$tmp" && apt-get -q -o APT::Sandbox::User=root download "${packages[@]}") >"$tmp/apt" 2>&1 || { tail -n 3 "$tmp/apt" >&2; exit 3; }
for package in "$tmp"/*.deb; do dpkg -x "$package" "$tmp/database"; done
echo "${packages[0]}"

IFS= read -r -d '' expected <<'END' || true
Nova, metadata:        {'ENV': 'b', 'env': 'a'}
  env is deleted:      {}
Nova, tag blue is added: ['blue']
Nova, tag Blue is added: ['blue']
  BLUE is deleted:     []
Cinder, metadata:      {'ENV': 'b', 'env': 'a'}
  env is deleted:      {}
END

python <<'END' | expect "$expected"
import glob
import logging
import os
import subprocess
import sys
import time

import pymysql
import sqlalchemy

logging.disable(logging.CRITICAL)
folder = os.environ['HOME']
socket = folder + '/socket'
os.mkdir(folder + '/data')
server = subprocess.Popen(
    [folder + '/database/usr/sbin/mariadbd', '--no-defaults', '--skip-networking', '--skip-grant-tables', '--socket=' + socket,
     '--datadir=%s/data' % folder, '--user=' + ('root' if os.getuid() == 0 else os.environ.get('USER', '')),
     '--lc-messages-dir=%s/database/usr/share/mysql' % folder],
    env={'LD_LIBRARY_PATH': ':'.join(glob.glob(folder + '/database/usr/lib/*-linux-gnu') + glob.glob(folder + '/database/lib/*-linux-gnu'))},
    stdout=subprocess.DEVNULL, stderr=open(folder + '/mariadb.log', 'w'))
for _ in range(300):
    try:
        connection = pymysql.connect(unix_socket=socket, user='root')
        break
    except pymysql.err.OperationalError:
        time.sleep(0.1)
for name in ('nova', 'cinder'):
    # As the installation guides have it: no collation is named.
    connection.cursor().execute('CREATE DATABASE %s CHARACTER SET utf8mb3' % name)
ID = 'c0ffee00-0000-4000-8000-000000000001'
BOTH = {'env': 'a', 'ENV': 'b'}


def url(name):
    return 'mysql+pymysql://root@localhost/%s?unix_socket=%s&charset=utf8' % (name, socket)


def nova():
    from nova import context
    from nova.db.main import api, models
    api.context_manager.configure(connection=url('nova'))
    engine = sqlalchemy.create_engine(url('nova'))
    models.BASE.metadata.create_all(engine, tables=[model.__table__ for model in (models.Instance, models.InstanceMetadata, models.Tag)])
    user = context.RequestContext('user', 'project', is_admin=False)
    with engine.begin() as session:
        session.execute(sqlalchemy.text("INSERT INTO instances (uuid, project_id, deleted) VALUES ('%s', 'project', 0)" % ID))
    api.instance_metadata_update(user, ID, BOTH, True)
    print('Nova, metadata:       ', dict(sorted(api.instance_metadata_get(user, ID).items())))
    api.instance_metadata_delete(user, ID, 'env')
    print('  env is deleted:     ', dict(sorted(api.instance_metadata_get(user, ID).items())))
    for tag in ('blue', 'Blue'):
        api.instance_tag_add(user, ID, tag)
        print('Nova, tag %s is added:' % tag, [row.tag for row in api.instance_tag_get_by_instance_uuid(user, ID)])
    api.instance_tag_delete(user, ID, 'BLUE')
    print('  BLUE is deleted:    ', [row.tag for row in api.instance_tag_get_by_instance_uuid(user, ID)])


def cinder():
    from cinder import context
    from cinder.api import common
    from cinder.db.sqlalchemy import api, models
    api.main_context_manager.configure(connection=url('cinder'))
    engine = sqlalchemy.create_engine(url('cinder'))
    models.BASE.metadata.create_all(engine)
    user = context.RequestContext('user', 'project', is_admin=False)
    with engine.begin() as session:
        session.execute(sqlalchemy.text("INSERT INTO volume_types (id, name, deleted) VALUES ('type', 'standard', 0)"))
    api.volume_create(user, {'id': ID, 'project_id': 'project', 'metadata': BOTH, 'volume_type_id': 'type'})
    print('Cinder, metadata:     ', dict(sorted(api.volume_metadata_get(user, ID).items())))
    api.volume_metadata_delete(user, ID, 'env', common.METADATA_TYPES.user)
    print('  env is deleted:     ', dict(sorted(api.volume_metadata_get(user, ID).items())))



try:
    for service in (nova, cinder):
        sys.stdout.flush()
        child = os.fork()  # each registers options of its own
        if not child:
            service()
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
finally:
    server.kill()
    server.wait()
END
