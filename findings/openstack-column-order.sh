#!/usr/bin/env bash
# The guess: `openstack server list -f value -c Name -c ID` prints the columns that were asked for, in that order.
#
# What happens: it prints them in the table's own order, whatever the order of -c, twice the same column once, and
# drops a name that it doesn't know without a word as long as one other is known. --sort-column with a name that it
# doesn't know sorts nothing and is silent, too.
#
# cliff 4.0.0 (Debian 12), cliff/display.py, _generate_columns_and_selector: it goes through the table's columns and
# keeps those that were named; cliff/lister.py, produce_output.
#
# Why care: `openstack … -c Name -c ID | while read name id` has the two swapped, and nothing shows it until an id is
# used as a name. A CLI with --columns should keep the order, and refuse what it doesn't know.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

cat >"$tmp/list.py" <<'END'
import sys
from cliff import app, commandmanager, lister

class Servers(lister.Lister):
    def take_action(self, parsed_args):
        return ("ID", "Name", "Status"), [("7f3a", "web-2", "ACTIVE"), ("1b9c", "web-1", "ACTIVE")]

commands = commandmanager.CommandManager("none.of.these")
commands.add_command("server list", Servers)
sys.exit(app.App("finding", "1", commands).run(["server", "list", "-f", "value", *sys.argv[1:]]))
END
for options in '' '-c Name -c ID' '-c Name -c Name' '-c Name -c Image' '-c ID --sort-column name' '-c ID --sort-column Name'; do
  echo "server list -f value $options"
  # shellcheck disable=SC2086 # they are several
  python "$tmp/list.py" $options 2>&1
done | seen
expect <<'END'
server list -f value 
7f3a web-2 ACTIVE
1b9c web-1 ACTIVE
server list -f value -c Name -c ID
7f3a web-2
1b9c web-1
server list -f value -c Name -c Name
web-2
web-1
server list -f value -c Name -c Image
web-2
web-1
server list -f value -c ID --sort-column name
7f3a
1b9c
server list -f value -c ID --sort-column Name
1b9c
7f3a
END
