#!/usr/bin/env bash
# The guess: an option on the command line beats clouds.yaml, so `openstack --os-cloud a --os-project-name B` works in
# project B, as `--os-project-id B` and `--os-username` do.
#
# What happens: the project's name of clouds.yaml wins, without a word, and the token is for project A. The same holds
# for get_one(cloud, project_name=…) of the SDK. With OS_CLOUD=a and a sourced openrc the two are mixed: the user name
# comes from the environment, the project from the file.
#
# python-openstackclient 6.0.0 on openstacksdk 0.101.0 (Debian 12). openstack/config/loader.py,
# _fix_backwards_project: for each spelling it looks at the top level, where options are put, and then in `auth`, and
# the last that it finds is kept. A name of the user isn't on that list and goes through _validate_auth.
#
# Why care: `--os-project-name staging server delete web` deletes in the file's project. A CLI that reads clouds.yaml
# has to decide which one wins, and to say which project it works in.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstackclient

python - <<'END' | seen
import os, subprocess, sys, json
from fakecloud import Cloud
cloud = Cloud({})
home = os.environ["HOME"]
with open(home + "/clouds.yaml", "w") as file:
    file.write(f"""clouds:
  a:
    region_name: RegionOne
    auth: {{auth_url: '{cloud.url}/v3', username: me, password: secret, project_name: A,
            user_domain_id: default, project_domain_id: default}}
""")
def openstack(*options, **environment):
    subprocess.run([sys.executable, "-c", "import sys; from openstackclient.shell import main; sys.exit(main())",
                    *options, "token", "issue"], cwd=home, env={**os.environ, **environment}, check=True, capture_output=True)
    auth = json.loads([body for method, path, headers, body in cloud.asked if path == "/v3/auth/tokens"][-1])["auth"]
    project = auth["scope"]["project"]
    print(" ".join([*(f"{k}={v}" for k, v in environment.items()), "openstack", *options]))
    print("  user", auth["identity"]["password"]["user"]["name"], "project", project.get("name") or "id " + project["id"])
openstack("--os-cloud", "a")
openstack("--os-cloud", "a", "--os-project-name", "B")
openstack("--os-cloud", "a", "--os-project-id", "B")
openstack("--os-cloud", "a", "--os-username", "you")
openstack("--os-cloud", "a", OS_USERNAME="you", OS_PROJECT_NAME="B")
END
expect <<'END'
openstack --os-cloud a
  user me project A
openstack --os-cloud a --os-project-name B
  user me project A
openstack --os-cloud a --os-project-id B
  user me project id B
openstack --os-cloud a --os-username you
  user you project A
OS_USERNAME=you OS_PROJECT_NAME=B openstack --os-cloud a
  user you project A
END
