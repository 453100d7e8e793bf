#!/usr/bin/env bash
# The guess: the key pair that a server was made with lets its owner in, whatever users its user data makes besides.
#
# What happens: the key goes to the image's default user alone, and `users:` without the word default makes that user none: the key
# goes to nobody, and to root as one that only answers that one should sign in as NONE. The user deploy has what stands in its own entry.
# `users: [default, {name: deploy}]` keeps the image's user and the key, and `user: deploy` renames that user, so the key is deploy's.
#
# cloud-init 22.4.2 (Debian 12): cloudinit/config/cc_ssh.py (apply_credentials), cloudinit/distros/ug_util.py (extract_default).
#
# Why care: the server is ACTIVE, its key pair is in the API, and nobody can sign in; a rebuild with the same user data is no help. A
# client that shows how to sign in can't know the user from the key pair, and help about user data should begin with `default`.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
cloud_init

python - <<'END' | seen
from types import SimpleNamespace

import yaml
from cloudinit import ssh_util
from cloudinit.config import cc_ssh
from cloudinit.distros import ug_util

# An image whose default user is called debian.
distro = SimpleNamespace(get_default_user=lambda: {"name": "debian"}, name="debian")
got = []
ssh_util.setup_user_keys = lambda keys, user, options=None: keys and got.append((user, "sign in" if not options else "a refusal"))
cc_ssh.ssh_util = ssh_util

for text in "{}", "{users: [{name: deploy}]}", "{users: [default, {name: deploy}]}", "{user: deploy}":
    config = yaml.safe_load(text)
    if "users" not in config:  # as the distribution's own cloud.cfg says
        config["users"] = ["default"]
    users, _ = ug_util.normalize_users_groups(config, distro)
    user, _ = ug_util.extract_default(users)
    del got[:]
    cc_ssh.apply_credentials({"ssh-ed25519 AAAA key-pair"}, user, True, ssh_util.DISABLE_USER_OPTS)
    print("%-34s users made: %-15s the key pair's key: %s" % (text, ", ".join(sorted(users)), "; ".join("%s, to %s" % g for g in got)))
END
expect <<'END'
{}                                 users made: debian          the key pair's key: debian, to sign in; root, to a refusal
{users: [{name: deploy}]}          users made: deploy          the key pair's key: root, to a refusal
{users: [default, {name: deploy}]} users made: debian, deploy  the key pair's key: debian, to sign in; root, to a refusal
{user: deploy}                     users made: deploy          the key pair's key: deploy, to sign in; root, to a refusal
END
