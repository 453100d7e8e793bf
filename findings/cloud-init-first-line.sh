#!/usr/bin/env bash
# The guess: cloud-init takes user data for what its first line says: `#cloud-config`, in these letters, or `#!` of a script. Another
# first line, a blank one too, makes it nothing.
#
# What happens: only the beginning is compared, in lower case, after all blanks and blank lines. So "#cloud-configuration of web" is a
# cloud-config, and a script after a blank line is known as a script, is stored as it is, and can't be started, as for the kernel its
# first line counts. `## template: jinja` is a template; without the blank it is nothing. A part of an archive without a type is a
# cloud-config, unless it begins as something else. Of a message in parts, a blank line before its header leaves nothing.
#
# cloud-init 22.4.2 (Debian 12), cloudinit/handlers/__init__.py, type_from_starts_with, and cloudinit/user_data.py.
#
# Why care: a here-document that begins with a line break gives a server on which nothing ran, though cloud-init calls the data a
# script. Whoever checks user data before a create has to look at the blank line, too.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
cloud_init

python - "$tmp" <<'END' | seen
import sys
from cloudinit import helpers, subp, user_data, util
from cloudinit.handlers.shell_script import ShellScriptPartHandler

folder = sys.argv[1]
paths = helpers.Paths({"cloud_dir": folder + "/cloud", "run_dir": folder + "/run"})
processor = user_data.UserDataProcessor(paths)

def show(label, blob):
    parts = [part.get_content_type() for part in processor.process(blob).walk() if not part.is_multipart()]
    print(label, "->", ", ".join(parts))

config, script = b"#cloud-config\npackages: [a]\n", b"#!/bin/sh\nexit 0\n"
show("#cloud-config", config)
show("blank line, #cloud-config", b"\n" + config)
show("#CLOUD-CONFIG", config.upper())
show("#cloud-configuration of web", b"#cloud-configuration of web\npackages: [a]\n")
show("# cloud-config", b"# cloud-config\npackages: [a]\n")
show("## template: jinja", b"## template: jinja\n" + config)
show("##template: jinja", b"##template: jinja\n" + config)
show("no first line that counts", b"exit 0\n")
show("archive of a text and a script", b'#cloud-config-archive\n- content: "exit 0"\n- "#!/bin/sh"\n')
mime = b'Content-Type: multipart/mixed; boundary="B"\nMIME-Version: 1.0\n\n--B\nContent-Type: text/cloud-config\n\npackages: [a]\n--B--\n'
show("parts", mime)
show("blank line, parts", b"\n" + mime)
for label, blob in (("script", script), ("blank line, script", b"\n" + script)):
    show(label, blob)
    handler = ShellScriptPartHandler(paths)
    handler.script_dir = folder + "/scripts"
    handler.handle_part(None, "text/x-shellscript", "part", blob.decode(), "always")
    try:
        subp.subp([handler.script_dir + "/part"])
        print("  it ran")
    except subp.ProcessExecutionError as error:
        print("  it did not run:", str(error).splitlines()[0])
END
expect <<'END'
#cloud-config -> text/cloud-config
blank line, #cloud-config -> text/cloud-config
#CLOUD-CONFIG -> text/cloud-config
#cloud-configuration of web -> text/cloud-config
# cloud-config -> text/x-not-multipart
## template: jinja -> text/jinja2
##template: jinja -> text/x-not-multipart
no first line that counts -> text/x-not-multipart
archive of a text and a script -> text/cloud-config, text/x-shellscript
parts -> text/cloud-config
blank line, parts -> text/plain
script -> text/x-shellscript
  it ran
blank line, script -> text/x-shellscript
  it did not run: Exec format error. Missing #! in script?
END
