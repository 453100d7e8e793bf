#!/bin/bash
# Shows what novactl, nova, openstack and hcloud do when something goes wrong: the answer to a create is lost, the second of three deletes is refused, a server
# ends in ERROR while it is waited for, the quota is used up. It makes the facts of the table in docs/scripting.md.
#
#     test/bench/failures.sh [NOVACTL]
#
# nova (python3-novaclient) and openstack (python3-openstackclient) work on a sandbox of their own for each job, by Identity v3 and Compute v2.1, as novactl does;
# hcloud (https://github.com/hetznercloud/cli) on test/bench/hetzner, which is no more than a likeness of Hetzner's API. What isn't there is left out.
#
# A block is a job and a program: its exit code, the requests that the cloud got, sign-in and all, and how many of them were creates and deletes, which
# servers are left, and what was on stdout and stderr.
set -euo pipefail

novactl=$(realpath "$(command -v "${1:-novactl}")") || { echo 'failures.sh: no novactl' >&2; exit 2; }
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
! command -v hcloud >"$work/which" || go build -o "$work/hetzner" ./test/bench/hetzner
cd "$work"
export HOME=$work PYTHONWARNINGS=ignore NOVACTL_SANDBOX_SPEED=1000 NOVACTL_POLL_INTERVAL=100ms no_proxy=127.0.0.1

# What goes wrong in each job: rules of the sandbox, quotas, and servers that are there.
cat >lost.yaml <<'END'
faults: [{on: server.create, times: 1, lose_response: true}]
END
cp lost.yaml ensure.yaml
cat >partial.yaml <<'END'
servers:
  - {name: web-1, image: Debian 7 (Wheezy), flavor: "2"}
  - {name: web-2, image: Debian 7 (Wheezy), flavor: "2"}
  - {name: web-3, image: Debian 7 (Wheezy), flavor: "2"}
faults: [{on: server.delete, name: web-2, status: 409, message: Cannot 'delete' instance while it is in task_state migrating}]
END
cat >error.yaml <<'END'
faults: [{on: server.create, end_in_error: No valid host was found.}]
END
cat >quota.yaml <<'END'
servers: [{name: web-1, image: Debian 7 (Wheezy), flavor: "2"}]
END

# block JOB PROGRAM says what came out.
block() {
  printf '\n%s: %s\n  exit code %s; %s requests, %s creates, %s deletes; left: %s\n' "$1" "$2" "$(<code)" "$(wc -l <requests)" \
    "$(grep -cE "$create" requests || true)" "$(grep -cE "$delete" requests || true)" "$(paste -sd ' ' left)"
  if [ "$(wc -l <out)" -gt 3 ]; then
    echo "  stdout: the server, $(grep -ciE 'admin.?pass|root password' out || true) passwords"
  else
    sed 's/^/  stdout: /' out
  fi
  tr '\r' '\n' <err | sed '/^ *$/d; s/^/  stderr: /' | cut -c 1-300
}

# on_sandbox JOB PROGRAM COMMAND... runs it in a fresh sandbox.
on_sandbox() {
  local create='"operation":"server.create"' delete='"operation":"server.delete"' quota=instances=10
  [ "$1" != quota ] || quota=instances=1
  rm -rf log .cache .local
  # shellcheck disable=SC2016 # for the shell below
  "$novactl" sandbox run --seed "$1.yaml" --quota "$quota" --log log -- sh -c '
    novactl=$1; shift
    export OS_AUTH_URL=${OS_AUTH_URL%/v2.0}/v3 OS_PROJECT_NAME=$OS_TENANT_NAME OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default
    export OS_IDENTITY_API_VERSION=3
    unset OS_API_KEY OS_TENANT_NAME OS_TENANT_ID
    "$@" >out 2>err </dev/null; echo $? >code
    cp log requests
    "$novactl" server list --columns name,status --no-headers -o plain --sort name | tr -s " \t" = >left' sh "$novactl" "${@:3}"
  block "$1" "$2"
}

# on_hetzner JOB PROGRAM LIMIT COMMAND... runs it on a fresh fake, with the servers of there.
on_hetzner() {
  local create='^POST /v1/servers' delete='^DELETE /v1/servers' pid address name
  rm -f log address hold
  mkfifo hold
  ./hetzner -limit "$3" -log log <hold >address &
  pid=$!
  exec 9>hold
  until [ -s address ]; do sleep 0.1; done
  address=$(<address)
  export HCLOUD_ENDPOINT=$address HCLOUD_TOKEN=any
  for name in "${there[@]}"; do hcloud server create --name "$name" --type cx23 --image debian-13 >made 2>&1; done
  : >log
  set -- "$1" "$2" "${@:4}"
  "${@:3}" >out 2>err </dev/null && echo 0 >code || echo $? >code
  cp log requests
  hcloud server list -o noheader -o columns=name,status | tr -s ' ' = >left
  exec 9>&-
  wait "$pid" || true
  block "$1" "$2"
}

image=(--image 'Debian 7 (Wheezy)' --flavor 2)
names=(web-1 web-2 web-3)
for job in lost ensure partial error quota; do
  case $job in
    partial) on_sandbox $job novactl "$novactl" server delete "${names[@]}" --yes --wait ;;
    ensure) on_sandbox $job novactl "$novactl" server create web-1 "${image[@]}" --wait --ensure ;;
    quota) on_sandbox $job novactl "$novactl" server create web-2 "${image[@]}" --wait ;;
    *) on_sandbox $job novactl "$novactl" server create web-1 "${image[@]}" --wait ;;
  esac
  [ "$job" != ensure ] || continue
  if command -v nova >which; then
    case $job in
      partial) on_sandbox $job nova nova delete "${names[@]}" ;;
      quota) on_sandbox $job nova nova boot web-2 "${image[@]}" --nic auto --poll ;;
      *) on_sandbox $job nova nova boot web-1 "${image[@]}" --nic auto --poll ;;
    esac
  fi
  if command -v openstack >which; then
    case $job in
      partial) on_sandbox $job openstack openstack server delete "${names[@]}" --wait ;;
      quota) on_sandbox $job openstack openstack server create web-2 "${image[@]}" --wait ;;
      *) on_sandbox $job openstack openstack server create web-1 "${image[@]}" --wait ;;
    esac
  fi
  if command -v hcloud >which; then
    there=()
    new=(hcloud server create --type cx23 --image debian-13 --name)
    case $job in
      lost)
        on_hetzner $job hcloud 10 "${new[@]}" lost-1
        on_hetzner 'a gateway that gives up' hcloud 10 "${new[@]}" gateway-1
        ;;
      partial) there=(web-1 locked-2 web-3) && on_hetzner $job hcloud 10 hcloud server delete "${there[@]}" ;;
      error) on_hetzner $job hcloud 10 "${new[@]}" broken-1 ;;
      quota) there=(web-1) && on_hetzner $job hcloud 1 "${new[@]}" web-2 ;;
    esac
  fi
done
