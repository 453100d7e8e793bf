#!/usr/bin/env bash
# The guess: jsonutils.dumps, OpenStack's own encoder, writes a datetime with its offset, in ISO 8601, as isoformat()
# does.
#
# What happens: the offset is left out and the clock time kept: 12:00 at +02:00 becomes "12:00:00.000000", which the
# reader, and OpenStack's rule, takes for UTC. A date without a time isn't written at all: the error speaks of a
# circular reference.
#
# oslo.serialization 5.0.0 (Debian 12), oslo_serialization/jsonutils.py, to_primitive: value.strftime() with a format
# that has no zone; a date is none of the types that it knows, is handed back as it was, and json takes that for a
# loop.
#
# Why care: times in notifications and logs of services are hours off as soon as somebody passes an aware time. A
# client that finds a time without a zone can only take it for UTC, and this is one way in which that is wrong.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-oslo.serialization=5.0.0-2 python3-oslo.utils=6.0.1-2 python3-msgpack=1.0.3-2+b1 python3-tz=2022.7.1-4 python3-pbr=5.10.0-2 \
  python3-oslo.i18n=5.1.0-3 python3-debtcollector=2.5.0-2 python3-netaddr=0.8.0-2 python3-netifaces=0.11.0-2+b1 python3-packaging=23.0-1 \
  python3-iso8601=1.0.2-1 python3-wrapt=1.14.1-2+b2 python3-pyparsing=3.0.9-1 python3-six=1.16.0-4 python3-pkg-resources=66.1.1-1+deb12u2

python - <<'END' | seen
import datetime
from oslo_serialization import jsonutils
noon = datetime.datetime(2014, 2, 3, 12, 0)
for zone in (None, datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=2))):
    time = noon.replace(tzinfo=zone)
    print(time.isoformat(), "->", jsonutils.dumps(time))
try:
    print(jsonutils.dumps(noon.date()))
except ValueError as error:
    print(noon.date(), "->", error)
END
expect <<'END'
2014-02-03T12:00:00 -> "2014-02-03T12:00:00.000000"
2014-02-03T12:00:00+00:00 -> "2014-02-03T12:00:00.000000"
2014-02-03T12:00:00+02:00 -> "2014-02-03T12:00:00.000000"
2014-02-03 -> Circular reference detected
END
