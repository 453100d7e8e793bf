#!/usr/bin/env bash
# Guessed: a database URL with charset=utf8mb3, which is what MariaDB itself has called the character set since 10.6, is understood by any
#   client of MySQL; of an unknown one the driver says that it is unknown.
# What happens: PyMySQL 1.0.2 knows neither the name nor how to say so: connecting ends in "'NoneType' object has no attribute
#   'encoding'", before anything is sent, although its class of a character set has a row that reads utf8mb3 as utf8. `utf8` it takes for
#   the three-byte one, number 33, by its old name.
# Where: PyMySQL 1.0.2 (Debian 12): pymysql/charset.py, connections.py. 1.2.0 (read, in Debian's unstable) knows utf8mb3, and takes `utf8`
#   for utf8mb4: one URL for both says two things. Seen as a cloud of 2026.2 and one of Zed shared their set-up.
# Why it matters: the services of OpenStack hand their connection's charset on. What stands in the log of each of them names neither the
#   database nor the setting.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-pymysql=1.0.2-2+deb12u1

IFS= read -r -d '' expected <<'END' || true
utf8mb3 None
utf8    Charset(id=33, name='utf8', collation='utf8_general_ci')
utf8mb4 Charset(id=45, name='utf8mb4', collation='utf8mb4_general_ci')
a row for it: utf8
connect: AttributeError: 'NoneType' object has no attribute 'encoding'
END

python <<'END' | expect "$expected"
import pymysql
from pymysql import charset

for name in ('utf8mb3', 'utf8', 'utf8mb4'):
    print('%-7s' % name, charset.charset_by_name(name))
print('a row for it:', charset.Charset(33, 'utf8mb3', 'utf8mb3_general_ci', 'Yes').encoding)
try:
    pymysql.connect(host='127.0.0.1', port=9, user='u', password='p', charset='utf8mb3', defer_connect=True)
except Exception as e:
    print('connect: %s: %s' % (type(e).__name__, e))
END
