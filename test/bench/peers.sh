#!/bin/bash
# Measures novactl, nova and openstack at work on many servers of a sandbox: a list of 1,000, a create of 20 that waits, a delete of 20 that
# waits. It wants python3-novaclient and python3-openstackclient; a program that isn't there is left out.
#
#     test/bench/peers.sh [NOVACTL [SERVERS]]
#
# A line is a job and a program: the seconds and the requests that the sandbox counted, sign-in and all, and how many times novactl's time
# that is. Each program signs in anew, as in a job of a pipeline. The three take turns, and each job is done three times: the time is the middle one.
set -euo pipefail

novactl=$(command -v "${1:-novactl}") || { echo 'peers.sh: no novactl' >&2; exit 2; }
servers=${2:-1000}
work=$(mktemp -d)
pid=
finish() { [ -z "$pid" ] || kill "$pid"; rm -rf "$work"; }
trap finish EXIT
cd "$work"

{
  echo 'servers:'
  for ((i = 1; i <= servers; i++)); do printf '  - {name: web-%d, image: "Debian 7 (Wheezy)", flavor: "2"}\n' "$i"; done
} >seed.yaml
export XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache HOME=$work PYTHONWARNINGS=ignore NOVACTL_POLL_INTERVAL=1s
NOVACTL_SANDBOX_SPEED=4 "$novactl" sandbox serve --listen 127.0.0.1:0 --seed seed.yaml --quota "instances=$((servers + 100)),ram=-1,cores=-1" \
  --log log.jsonl >serve.out 2>serve.err &
pid=$!
for ((i = 0; i < 100; i++)); do
  grep -q OS_AUTH_URL serve.out && break
  sleep 0.1
done
address=$(grep -om 1 'http://127.0.0.1:[0-9]*' serve.out)
export OS_AUTH_URL=$address/v3 OS_USERNAME=sandbox OS_PASSWORD=sandbox OS_PROJECT_NAME=010101 OS_USER_DOMAIN_NAME=Default \
  OS_PROJECT_DOMAIN_NAME=Default OS_REGION_NAME=DFW OS_IDENTITY_API_VERSION=3 no_proxy=127.0.0.1

# run JOB PROGRAM ROUND does a job, and prints its time in milliseconds and its requests.
run() {
  local begin before i names=()
  for i in {1..20}; do names+=("$2-$i"); done
  before=$(wc -l <log.jsonl) begin=${EPOCHREALTIME/./}
  case "$1 $2" in
    'list novactl') rm -rf cache && "$novactl" server list -o json ;;
    'list nova') nova list --limit -1 ;;
    'list openstack') openstack server list --limit -1 -f json ;;
    'create novactl') rm -rf cache && "$novactl" server create novactl --count 20 --image 'Debian 7 (Wheezy)' --flavor 2 --wait ;;
    'create nova') nova boot --min-count 20 --max-count 20 --image 'Debian 7 (Wheezy)' --flavor 2 --nic auto --poll nova ;;
    'create openstack') openstack server create --min 20 --max 20 --image 'Debian 7 (Wheezy)' --flavor 2 --wait openstack ;;
    'delete novactl') rm -rf cache && "$novactl" server delete "${names[@]}" --yes --wait ;;
    'delete nova') nova delete "${names[@]}" ;; # it doesn't wait
    'delete openstack') openstack server delete --wait "${names[@]}" ;;
  esac >out 2>err || { echo "$1 $2: $(tail -n 1 err)" >&2; }
  echo "$(((${EPOCHREALTIME/./} - begin) / 1000)) $(($(wc -l <log.jsonl) - before))"
}

programs=(novactl)
for it in nova openstack; do command -v "$it" >which && programs+=("$it"); done
for round in 1 2 3; do
  for job in list create delete; do
    for it in "${programs[@]}"; do run "$job" "$it" >>"$job-$it"; done
  done
  echo "round $round of 3" >&2
done
printf '| job | program | seconds | of novactl | requests |\n|---|---|---|---|---|\n'
for job in list create delete; do
  for it in "${programs[@]}"; do
    read -r took asked < <(sort -n "$job-$it" | sed -n 2p)
    [ "$it" != novactl ] || own=$took
    awk -v j="$job" -v i="$it" -v t="$took" -v o="$own" -v a="$asked" 'BEGIN { printf "| %s | %s | %.1f | %.1f× | %d |\n", j, i, t / 1000, t / o, a }'
  done
done
