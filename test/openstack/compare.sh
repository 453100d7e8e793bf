#!/bin/bash
# Holds `novactl server list` against `openstack server list`, with the same configuration of the user: environment, clouds.yaml and
# secure.yaml in the forms that people have them. It wants the cloud of up.sh, with python3-openstackclient beside it:
#
#     test/openstack/compare.sh [NOVACTL [WORD]]     the program, default: novactl of the PATH; and a word of the cases to try
#
# Each line tells the configuration and what came of it: both said the same (ids, or no), novactl did more, or it refused on purpose.
# The exit code is 1 where anything else happened. commands.py compares what the other commands do.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$here/lib.sh"
novactl=$(command -v "${1:-novactl}") || { echo 'compare.sh: no novactl' >&2; exit 2; }
word=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
identity=http://127.0.0.1:5000

# in_home COMMAND... runs a command with nothing but the configuration of this case: in the folder here, with the variables of env.
in_home() {
  (cd "$work/here" && env -i PATH="$PATH" HOME="$work/home" LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore "${variables[@]}" timeout 120 "$@")
}

# begin NAME begins a case; the variables and files that follow belong to it.
begin() {
  name=$1 variables=()
  rm -rf "${work:?}/here" "${work:?}/home"
  mkdir -p "$work/here" "$work/home/.config/openstack"
}

# check runs both, and compares what they printed. `check refused WORD` is for what novactl refuses, with that word; `check more` for
# what it does and openstack doesn't.
check() {
  local theirs ours status=0
  [[ $name == *$word* ]] || return 0
  theirs=$(in_home openstack server list -f value -c ID 2>"$work/theirs.err" | sort) || theirs="refused"
  ours=$(in_home "$novactl" server list -o id 2>"$work/ours.err" | sort) || { ours="refused"; status=1; }
  if [ "${1:-}" = refused ] && [ "$status" = 1 ] && grep -q "${2:-}" "$work/ours.err"; then
    printf 'no    %-48s %s\n' "$name" "$(head -n 1 "$work/ours.err")"
  elif [ "$theirs" = "$ours" ]; then
    [ "$ours" = refused ] || ours="$(echo "$ours" | wc -w) servers"
    printf 'same  %-48s %s\n' "$name" "$ours"
  elif [ "$theirs" = refused ] && [ "${1:-}" = more ]; then
    printf 'more  %-48s openstack: %s\n' "$name" "$(tail -n 1 "$work/theirs.err" | cut -c 1-60)"
  else
    printf 'DIFF  %-48s\n      openstack: %s\n      %s\n      novactl:   %s\n      %s\n' "$name" "$theirs" "$(tail -n 1 "$work/theirs.err")" \
      "$ours" "$(head -n 2 "$work/ours.err")"
    failures=$((failures + 1))
  fi
}

# clouds writes clouds.yaml of the user; secure and public the files beside it.
clouds() { cat >"$work/home/.config/openstack/clouds.yaml"; }
secure() { cat >"$work/home/.config/openstack/secure.yaml"; }
public() { cat >"$work/home/.config/openstack/clouds-public.yaml"; }

user=(OS_USERNAME=demo OS_PASSWORD=demo-pass OS_PROJECT_NAME=demo)
domains=(OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default)

begin 'openrc of Horizon'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_ID=default OS_REGION_NAME=RegionOne
  OS_INTERFACE=public OS_IDENTITY_API_VERSION=3)
check

begin 'openrc without a version'
variables=(OS_AUTH_URL="$identity" "${user[@]}" "${domains[@]}")
check

begin 'openrc with a slash at the end'
variables=(OS_AUTH_URL="$identity/v3/" "${user[@]}" "${domains[@]}")
check

begin 'openrc with publicURL and a tenant'
variables=(OS_AUTH_URL="$identity/v3" OS_USERNAME=demo OS_PASSWORD=demo-pass OS_TENANT_NAME=demo OS_ENDPOINT_TYPE=publicURL "${domains[@]}")
check

begin 'openrc with internalURL'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" OS_INTERFACE=internalURL)
check

begin 'openrc with a default domain'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" OS_DEFAULT_DOMAIN=default)
check more

begin 'openrc without domains'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}")
check more

begin 'openrc with a wrong password'
variables=(OS_AUTH_URL="$identity/v3" OS_USERNAME=demo OS_PASSWORD=wrong OS_PROJECT_NAME=demo "${domains[@]}")
check

begin 'openrc with a region that is not there'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" OS_REGION_NAME=Nowhere)
check

begin 'openrc with a microversion'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" OS_COMPUTE_API_VERSION=2.60)
check

begin 'openrc with major versions'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" OS_COMPUTE_API_VERSION=2 OS_IMAGE_API_VERSION=2 OS_VOLUME_API_VERSION=3)
check

begin 'openrc with an endpoint of compute'
variables=(OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" OS_COMPUTE_ENDPOINT_OVERRIDE=http://127.0.0.1:8774/v2.1)
check

begin 'openrc with v3password'
variables=(OS_AUTH_URL="$identity/v3" OS_AUTH_TYPE=v3password "${user[@]}" "${domains[@]}")
check

begin 'openrc with v3oidcpassword'
variables=(OS_AUTH_URL="$identity/v3" OS_AUTH_TYPE=v3oidcpassword "${user[@]}" OS_IDENTITY_PROVIDER=x OS_PROTOCOL=openid OS_CLIENT_ID=a
  OS_CLIENT_SECRET=b OS_DISCOVERY_ENDPOINT=http://127.0.0.1:1/)
check refused 'v3oidcpassword'

begin 'openrc for the whole system'
variables=(OS_AUTH_URL="$identity/v3" OS_USERNAME=admin OS_PASSWORD=admin-pass OS_USER_DOMAIN_NAME=Default OS_SYSTEM_SCOPE=all)
check refused 'system'

token=$(env -i PATH="$PATH" HOME="$work" OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" openstack token issue -f value -c id)

begin 'openrc with a token'
variables=(OS_AUTH_URL="$identity/v3" OS_AUTH_TYPE=token OS_TOKEN="$token" OS_PROJECT_NAME=demo OS_PROJECT_DOMAIN_NAME=Default)
check

begin 'openrc with v3token'
variables=(OS_AUTH_URL="$identity/v3" OS_AUTH_TYPE=v3token OS_TOKEN="$token" OS_PROJECT_NAME=demo OS_PROJECT_DOMAIN_NAME=Default)
check

read -r credential secret < <(env -i PATH="$PATH" HOME="$work" OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" \
  openstack application credential create "compare-$$" -f value -c id -c secret | tr '\n' ' ')

begin 'openrc of an application credential'
variables=(OS_AUTH_URL="$identity/v3" OS_AUTH_TYPE=v3applicationcredential OS_APPLICATION_CREDENTIAL_ID="$credential"
  OS_APPLICATION_CREDENTIAL_SECRET="$secret" OS_IDENTITY_API_VERSION=3 OS_REGION_NAME=RegionOne OS_INTERFACE=public)
check

begin 'clouds.yaml of Horizon, OS_CLOUD'
variables=(OS_CLOUD=openstack)
clouds <<END
clouds:
  openstack:
    auth:
      auth_url: $identity/v3
      username: "demo"
      password: "demo-pass"
      project_name: "demo"
      user_domain_name: "Default"
    region_name: "RegionOne"
    interface: "public"
    identity_api_version: 3
END
check

begin 'clouds.yaml with one cloud, nothing chosen'
clouds <<END
clouds:
  only:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_name: Default, project_domain_name: Default}
END
check more # openstacksdk takes it, openstackclient doesn't

begin 'clouds.yaml with two clouds, nothing chosen'
clouds <<END
clouds:
  one: &one
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_name: Default, project_domain_name: Default}
  two: *one
END
check

begin 'clouds.yaml and secure.yaml'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth: {auth_url: $identity, username: demo, project_name: demo, user_domain_id: default, project_domain_id: default}
END
secure <<END
clouds:
  demo:
    auth: {password: demo-pass}
END
check

begin 'clouds.yaml in the folder'
variables=(OS_CLOUD=demo)
cat >"$work/here/clouds.yaml" <<END
clouds:
  demo:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_id: default, project_domain_id: default}
END
check

begin 'clouds.yaml by its variable'
variables=(OS_CLOUD=demo OS_CLIENT_CONFIG_FILE="$work/elsewhere.yaml")
cat >"$work/elsewhere.yaml" <<END
clouds:
  demo:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_id: default, project_domain_id: default}
END
check

begin 'clouds.yaml with a list of regions'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_id: default, project_domain_id: default}
    regions: [RegionOne, Nowhere]
END
check

begin 'clouds.yaml with regions that have values'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_id: default, project_domain_id: default}
    regions:
      - name: RegionOne
        values: {}
      - name: Nowhere
END
check

begin 'clouds.yaml with a vendor of the user'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    profile: ours
    auth: {username: demo, password: demo-pass, project_name: demo}
END
public <<END
public-clouds:
  ours:
    auth: {auth_url: $identity/v3, user_domain_name: Default, project_domain_name: Default}
    region_name: RegionOne
END
check

begin 'clouds.yaml of an application credential'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth_type: v3applicationcredential
    auth: {auth_url: $identity/v3, application_credential_id: $credential, application_credential_secret: "$secret"}
    region_name: RegionOne
    interface: public
    identity_api_version: 3
END
check

begin 'clouds.yaml of a named application credential'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth_type: v3applicationcredential
    auth: {auth_url: $identity/v3, application_credential_name: compare-$$, application_credential_secret: "$secret", username: demo, user_domain_name: Default}
END
check

begin 'clouds.yaml of a token'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth_type: v3token
    auth: {auth_url: $identity/v3, token: $token, project_name: demo, project_domain_name: Default}
END
check

begin 'clouds.yaml with an endpoint and a microversion'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth: {auth_url: $identity/v3, username: demo, password: demo-pass, project_name: demo, user_domain_id: default, project_domain_id: default}
    compute_endpoint_override: http://127.0.0.1:8774/v2.1
    compute_api_version: "2.1"
    compute_default_microversion: "2.60"
    verify: false
END
check

begin 'clouds.yaml with keys beside auth'
variables=(OS_CLOUD=demo)
clouds <<END
clouds:
  demo:
    auth_url: $identity/v3
    username: demo
    password: demo-pass
    project_name: demo
    user_domain_name: Default
    project_domain_name: Default
    endpoint_type: internalURL
END
check

begin 'clouds.yaml for the whole system'
variables=(OS_CLOUD=admin)
clouds <<END
clouds:
  admin:
    auth: {auth_url: $identity/v3, username: admin, password: admin-pass, user_domain_name: Default, system_scope: all}
END
check refused 'system'

begin 'OS_CLOUD that is not there'
variables=(OS_CLOUD=nosuch)
check

env -i PATH="$PATH" HOME="$work" OS_AUTH_URL="$identity/v3" "${user[@]}" "${domains[@]}" \
  openstack application credential delete "compare-$$"
[ "$failures" = 0 ] || { echo "$failures differ" >&2; exit 1; }
