#!/usr/bin/env bash
# Guessed: a tag that can be put can be asked for: `PUT .../tags/a,b` makes the tag "a,b", and `?tags=a%2Cb` finds it.
# What happens: the comma parts tags in the question, also as %2C, and there is no way to write one. So the tag is put, with 201, shown by
#   the network, removed by its name, and found by none of tags, tags-any, not-tags and not-tags-any: those ask for "a" and "b". Nova
#   refuses such a tag with 400; Glance takes one and finds it.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where it was seen over the API: neutron/extensions/tagging.py, which has a length
#   for tags and no form; neutron/objects/tag.py and neutron-lib's db/model_query.py for the question.
# Why it matters: `not-tags=keep,forever` finds what has the tag "keep,forever" among what may be deleted. A client should refuse to put
#   a tag with a comma, and to ask for one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
the tag "keep,forever" is taken
tags         keep,forever: networks with keep and forever
tags-any     keep,forever: networks with keep and forever
not-tags     keep,forever: networks with keep,forever; without
not-tags-any keep,forever: networks with keep,forever; without
END

python <<'END' | expect "$expected"
import sqlalchemy
from sqlalchemy import orm

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.db.migration.models import head  # noqa: E402,F401  every table, for the keys between them
from neutron.db import models_v2  # noqa: E402
from neutron.db.models import tag as tags  # noqa: E402
from neutron.extensions import tagging  # noqa: E402
from neutron.objects import tag as questions  # noqa: E402

tagging.validate_tags({'tags': ['keep,forever']})
print('the tag "keep,forever" is taken')

engine = sqlalchemy.create_engine('sqlite://')
for model in (models_v2.Network, tags.Tag):
    model.__table__.create(engine)
session = orm.Session(engine)
for number, (name, kept) in enumerate((('with keep,forever', ['keep,forever']), ('with keep and forever', ['keep', 'forever']),
                                       ('without', []))):
    session.execute(models_v2.Network.__table__.insert().values(id=str(number), name=name, standard_attr_id=number))
    for tag in kept:
        session.execute(tags.Tag.__table__.insert().values(standard_attr_id=number, tag=tag))
for question in ('tags', 'tags-any', 'not-tags', 'not-tags-any'):
    query = questions._apply_tag_filters(models_v2.Network, session.query(models_v2.Network.name), {question: ['keep,forever']})
    print('%-12s keep,forever: networks %s' % (question, '; '.join(sorted({name for name, in query}))))
END
