#!/usr/bin/env bash
# The guess: csvkit makes numbers of a column of numbers, and leaves names and ids as they are.
#
# What happens: a column of flavors that are all 1, or 0 and 1, is true and false. A server called none, n/a or null has no name any more.
# The project 010101 is 10101.0. Servers called 1d and 2h are called "1 day, 0:00:00" and "2:00:00", may and sun are days of the year 1;
# with one other name beside them they stay. csvsort and csvlook do the same to what they only sort or show. With -I 010101 stays, and none is
# still nobody.
#
# csvkit 1.0.7 with agate 1.6.3 (Debian 12): TypeTester tries Boolean, Number, TimeDelta, Date and DateTime for each column before Text, and
# takes "", "na", "n/a", "none", "null" and "." for nothing in all of them.
#
# Why care: csvkit is what one reaches for with `-f csv` of openstack or `-o csv` of novactl: `csvsort -c Name`, `csvjson`. What a column is
# made of depends on all of its cells, so the same command works until a list is short, or until somebody calls a server none.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-csvkit=1.0.7-1 csvkit=1.0.7-1 python3-agate=1.6.3-2 python3-agatedbf=0.2.2-2 python3-agateexcel=0.2.5-2 python3-agatesql=0.5.8-2 \
  python3-babel=2.10.3-1 python-babel-localedata=2.10.3-1 python3-tz=2022.7.1-4 python3-six=1.16.0-4 python3-isodate=0.6.1-1 \
  python3-leather=0.3.4-2 python3-parsedatetime=2.6-3 python3-pytimeparse=1.1.5-3 python3-unidecode=1.3.6-1 python3-slugify=4.0.0-2 \
  python3-dbfread=2.0.7-5 python3-olefile=0.46-3 python3-et-xmlfile=1.0.1-2.1 python3-jdcal=1.0-1.3 python3-openpyxl=3.0.9-1 \
  python3-xlrd=1.2.0-3 python3-sqlalchemy=1.4.46+ds1-1 python3-pkg-resources=66.1.1-1+deb12u2 python3-greenlet=2.0.2-1 python3-lxml=4.9.2-1+deb12u1

csvkit() {
  TZ=UTC LC_ALL=C.UTF-8 python "$tmp/root/usr/bin/$1" "${@:2}" | awk 1
}
{
  printf 'Name,Flavor,Project\nweb-1,1,010101\nnone,1,010101\n' | csvkit csvjson
  printf 'Name,Flavor,Project\nweb-1,1,010101\nnone,1,010101\n' | csvkit csvjson -I
  printf 'Name,Flavor,Project\nweb-1,2,shop\nweb-2,1,shop\n' | csvkit csvjson
  printf 'Name,Age\n1d,3\n2h,4\n' | csvkit csvsort -c Age
  printf 'Name,Age\nmay,3\nsun,4\n' | csvkit csvjson
  printf 'Name,Age\nmay,3\nweb,4\n' | csvkit csvjson
} | seen
expect <<'END'
[{"Name": "web-1", "Flavor": true, "Project": 10101.0}, {"Name": null, "Flavor": true, "Project": 10101.0}]
[{"Name": "web-1", "Flavor": "1", "Project": "010101"}, {"Name": null, "Flavor": "1", "Project": "010101"}]
[{"Name": "web-1", "Flavor": 2.0, "Project": "shop"}, {"Name": "web-2", "Flavor": 1.0, "Project": "shop"}]
Name,Age
"1 day, 0:00:00",3
2:00:00,4
[{"Name": "0001-05-01", "Age": 3.0}, {"Name": "0001-01-07", "Age": 4.0}]
[{"Name": "may", "Age": 3.0}, {"Name": "web", "Age": 4.0}]
END
