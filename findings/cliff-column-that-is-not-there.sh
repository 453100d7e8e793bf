#!/usr/bin/env bash
# The guess: `-c NAME` with a column that doesn't exist is an error that names those that do.
#
# What happens: it is one only where none of the columns exists. With another one that does, the unknown one is left out, in every
# format, with exit code 0 and not a word on stderr. Upper and lower case count, so `-c ID -c name` has one column.
#
# cliff 4.0.0 (Debian 12), cliff/display.py, _generate_columns_and_selector.
#
# Why care: `openstack … -f value -c ID -c Status | while read -r id status` goes on with an empty status when a release renames a column,
# or a capital was wrong. A command line for scripts has to refuse what it can't print.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

cat >"$tmp/app.py" <<'END'
import sys
from cliff import app, commandmanager, lister

class List(lister.Lister):
    def take_action(self, _):
        return ("ID", "Name", "Status"), [("1", "web", "ACTIVE")]

commands = commandmanager.CommandManager("none")
commands.add_command("list", List)
sys.exit(app.App("", "1", commands).run(sys.argv[1:]))
END
for columns in "-c ID -c Status" "-c ID -c State" "-c ID -c name" "-c State"; do
  for format in value csv json; do
    # shellcheck disable=SC2086 # they are words
    status=0 && python "$tmp/app.py" list -f "$format" $columns >"$tmp/out" 2>"$tmp/err" || status=$?
    echo "$columns -f $format: exit $status, stdout: $(tr -s '\n ' '  ' <"$tmp/out"), stderr: $(cut -d. -f1 <"$tmp/err")"
  done
done | seen
expect <<'END'
-c ID -c Status -f value: exit 0, stdout: 1 ACTIVE , stderr: 
-c ID -c Status -f csv: exit 0, stdout: "ID","Status" "1","ACTIVE" , stderr: 
-c ID -c Status -f json: exit 0, stdout: [ { "ID": "1", "Status": "ACTIVE" } ] , stderr: 
-c ID -c State -f value: exit 0, stdout: 1 , stderr: 
-c ID -c State -f csv: exit 0, stdout: "ID" "1" , stderr: 
-c ID -c State -f json: exit 0, stdout: [ { "ID": "1" } ] , stderr: 
-c ID -c name -f value: exit 0, stdout: 1 , stderr: 
-c ID -c name -f csv: exit 0, stdout: "ID" "1" , stderr: 
-c ID -c name -f json: exit 0, stdout: [ { "ID": "1" } ] , stderr: 
-c State -f value: exit 1, stdout: , stderr: No recognized column names in ['State']
-c State -f csv: exit 1, stdout: , stderr: No recognized column names in ['State']
-c State -f json: exit 1, stdout: , stderr: No recognized column names in ['State']
END
