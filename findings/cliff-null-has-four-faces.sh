#!/usr/bin/env bash
# The guess: a member that is null is nothing in each format made for programs: empty in `value` and `shell`, as it is in `csv`.
#
# What happens: `value` and `shell` print the word None, as the table does, and True and False of Python; `csv` prints nothing for null,
# but True; JSON and YAML alone can tell null from a text "None". Sorted up, null comes last; sorted down, first.
#
# cliff 4.0.0 (Debian 12), cliff/formatters and cliff/lister.py.
#
# Why care: `[ -n "$(openstack server show -f value -c config_drive web)" ]` is true for a server without one, and a server that is called
# None can't be told from one without a name. A program should read JSON, and a client should print nothing for nothing.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

cat >"$tmp/app.py" <<'END'
import sys
from cliff import app, commandmanager, lister, show

class List(lister.Lister):
    def take_action(self, _):
        return ("Name", "Host", "Locked"), [("a", None, True), ("b", "None", False), ("c", "", None)]

class Show(show.ShowOne):
    def take_action(self, _):
        return ("null", "text", "empty", "yes"), (None, "None", "", True)

commands = commandmanager.CommandManager("none")
commands.add_command("list", List)
commands.add_command("show", Show)
sys.exit(app.App("", "1", commands).run(sys.argv[1:]))
END
for line in "list -f value" "list -f csv" "list -f json" "show -f shell" "show -f value" "show -f json" \
  "list -f csv -c Name --sort-column Host" "list -f csv -c Name --sort-column Locked --sort-descending"; do
  # shellcheck disable=SC2086 # they are words
  echo "$line: $(python "$tmp/app.py" $line | tr '\n' '|')"
done | seen
expect <<'END'
list -f value: a None True|b None False|c  None|
list -f csv: "Name","Host","Locked"|"a","",True|"b","None",False|"c","",""|
list -f json: [|  {|    "Name": "a",|    "Host": null,|    "Locked": true|  },|  {|    "Name": "b",|    "Host": "None",|    "Locked": false|  },|  {|    "Name": "c",|    "Host": "",|    "Locked": null|  }|]|
show -f shell: null="None"|text="None"|empty=""|yes="True"|
show -f value: None|None||True|
show -f json: {|  "null": null,|  "text": "None",|  "empty": "",|  "yes": true|}|
list -f csv -c Name --sort-column Host: "Name"|"c"|"b"|"a"|
list -f csv -c Name --sort-column Locked --sort-descending: "Name"|"c"|"a"|"b"|
END
