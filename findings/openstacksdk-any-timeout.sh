#!/usr/bin/env bash
# The guess: a key of clouds.yaml that openstacksdk doesn't know is ignored, so other tools may keep keys of their own
# there.
#
# What happens: any key of a cloud whose name ends in "timeout" becomes api_timeout, the time that one request may
# take, and beats an api_timeout written beside it. The last one in the file wins.
#
# openstacksdk 0.101.0 (Debian 12), openstack/config/loader.py, _fix_backwards_api_timeout: it is for the old clients'
# own <service>_timeout, and looks at the end of the name alone.
#
# Why care: with `boot_timeout: 600` of another program a request to a dead host hangs for ten minutes, and with
# `ssh_timeout: 2` long listings fail. What a CLI adds to clouds.yaml must not end in "timeout".
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk

python - <<'END' | seen
import os
from openstack.config import OpenStackConfig
def timeout(lines):
    with open("clouds.yaml", "w") as file:
        file.write("clouds:\n  a:\n    auth: {auth_url: 'http://127.0.0.1/v3', username: u, password: p, project_name: A}\n")
        file.writelines(f"    {line}\n" for line in lines)
    region = OpenStackConfig(config_files=["clouds.yaml"]).get_one("a")
    print(", ".join(lines) or "nothing", "->", "api_timeout", region.config["api_timeout"])
os.chdir(os.environ["HOME"])
timeout([])
timeout(["timeout: 7"])
timeout(["boot_timeout: 600"])
timeout(["api_timeout: 30", "boot_timeout: 600"])
timeout(["boot_timeout: 600", "ssh_timeout: 2", "api_timeout: 30"])
END
expect <<'END'
nothing -> api_timeout None
timeout: 7 -> api_timeout None
boot_timeout: 600 -> api_timeout 600
api_timeout: 30, boot_timeout: 600 -> api_timeout 600
boot_timeout: 600, ssh_timeout: 2, api_timeout: 30 -> api_timeout 2
END
