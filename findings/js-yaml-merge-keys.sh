#!/usr/bin/env bash
# The guess: `<<: *defaults` merges in whatever reads YAML, js-yaml among it, which did so in its versions 3 and 4.
#
# What happens: js-yaml 5 and yaml 2 take << for an ordinary name: the entry gets a member "<<" and lacks what should
# have been merged. There is no error. js-yaml 4 merges, and so do PyYAML and go-yaml.
#
# js-yaml 5.5.0 (npm): the default schema is that of YAML 1.2, which has no merge tag (mergeTag is exported, and part
# of YAML11_SCHEMA). yaml 2.9.1 (npm): merging is an option.
#
# Why care: files with several clouds are full of anchors, auth with an auth_url in common above all. A helper in
# JavaScript that reads the same clouds.yaml, or an update of it from 4 to 5, signs in without an auth_url.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-yaml=6.0-3+b2
npm_packages js-yaml@5.5.0 js-yaml4@npm:js-yaml@4.1.0 yaml@2.9.1

cat >"$tmp/home/clouds.yaml" <<'END'
defaults: &defaults {auth_url: 'http://127.0.0.1/v3', username: me}
clouds:
  a:
    auth:
      <<: *defaults
      project_name: A
END
{
  node_run - "$tmp/home/clouds.yaml" <<'END'
const text = require('fs').readFileSync(process.argv[2], 'utf8');
const show = (name, document) => console.log(name + ':', JSON.stringify(document.clouds.a.auth));
show('js-yaml 5', require('js-yaml').load(text));
show('js-yaml 4', require('js-yaml4').load(text));
show('yaml 2', require('yaml').parse(text));
END
  python - "$tmp/home/clouds.yaml" <<'END'
import json, sys, yaml
with open(sys.argv[1]) as file:
    print("PyYAML:", json.dumps(yaml.safe_load(file)["clouds"]["a"]["auth"]))
END
} | seen
expect <<'END'
js-yaml 5: {"<<":{"auth_url":"http://127.0.0.1/v3","username":"me"},"project_name":"A"}
js-yaml 4: {"auth_url":"http://127.0.0.1/v3","username":"me","project_name":"A"}
yaml 2: {"<<":{"auth_url":"http://127.0.0.1/v3","username":"me"},"project_name":"A"}
PyYAML: {"auth_url": "http://127.0.0.1/v3", "username": "me", "project_name": "A"}
END
