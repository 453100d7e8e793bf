#!/bin/bash
# A day's work around one server, once with novactl and once with the openstack client, on the same cloud: network, rule, key, volume,
# server, floating IP, snapshot, resize, backup, teardown. It wants a cloud of clouds.yaml with networks and volumes (modern/up.sh brings
# one up), and the openstack client on the PATH:
#
#     test/openstack/modern/day.sh CLOUD [NOVACTL]
#
# A line tells the step, and of both how long it took and how many requests it sent. The last line has the sums. The exit code is 1
# where a step failed, or where the two left the server otherwise.
set -uo pipefail

cloud=${1:?"usage: day.sh CLOUD [NOVACTL]"}
novactl=$(command -v "${2:-novactl}") || { echo 'day.sh: no novactl' >&2; exit 2; }
command -v openstack >/dev/null || { echo 'day.sh: no openstack client' >&2; exit 2; }
work=$(mktemp -d)
name=novactl-day-$$
failures=0 addresses=unknown
export OS_CLOUD=$cloud NOVACTL_CLOUD=$cloud NOVACTL_POLL_INTERVAL=1s NOVACTL_CACHE_DIR=$work/cache PYTHONWARNINGS=ignore
declare -A seconds=([n]=0 [o]=0) sent=([n]=0 [o]=0)

# What a step left behind goes, whatever happened; so do the floating IPs that weren't there before, once it is known which were.
cleanup() {
  for end in n o; do
    "$novactl" server delete "$name-$end" --yes --wait
    "$novactl" volume delete "$name-$end" --yes --wait
    "$novactl" image delete "$name-$end" "$name-$end-backup" --yes
    "$novactl" keypair delete "$name-$end" --yes
    "$novactl" security-group delete "$name-$end" --yes
    "$novactl" network delete "$name-$end" --yes
  done >>"$work/cleanup" 2>&1
  [ "$addresses" = unknown ] || for id in $("$novactl" floating-ip list -o id); do
    [[ $addresses == *$id* ]] || "$novactl" floating-ip delete "$id" --yes
  done >>"$work/cleanup" 2>&1
  rm -rf "$work"
}
trap cleanup EXIT

# one END COMMAND... runs a step with one of the programs, and leaves the time in took and the requests in asked.
one() {
  local end=$1 start=${EPOCHREALTIME/./} words
  shift
  case $end in
    n) words=("$novactl" --debug "$@") ;;
    o) words=(openstack --debug "$@") ;;
  esac
  if ! "${words[@]}" >"$work/out" 2>"$work/err"; then
    echo "  failed: ${words[*]}"
    grep -vE '^(#|curl|REQ|RESP|{)' "$work/err" | tail -n 3
    failures=$((failures + 1))
  fi
  took=$((${EPOCHREALTIME/./} - start))
  asked=$(grep -cE '^curl -g|REQ: curl|Making authentication request' "$work/err")
  seconds[$end]=$((${seconds[$end]} + took)) sent[$end]=$((${sent[$end]} + asked))
}

# step WHAT NOVACTL-WORDS -- OPENSTACK-WORDS does a step with both; @ in a word is the name of what is theirs.
step() {
  local what=$1 ours=() theirs=() line
  shift
  while [ "$1" != -- ]; do ours+=("${1//@/$name-n}"); shift; done
  shift
  for w in "$@"; do theirs+=("${w//@/$name-o}"); done
  one n "${ours[@]}"
  printf -v line '%-36s novactl %6s s %3d requests' "$what" "$(in_seconds "$took")" "$asked"
  one o "${theirs[@]}"
  printf '%s   openstack %6s s %3d requests\n' "$line" "$(in_seconds "$took")" "$asked"
}

# settle STATUS KIND asks the openstack client until it shows the status, where its command doesn't wait.
settle() {
  local wanted=$1 tries=120
  shift
  while one o "$@" "$name-o" -f value -c status && [ "$(cat "$work/out")" != "$wanted" ] && ((tries-- > 0)); do sleep 1; done
}

in_seconds() { printf '%d.%d' $(($1 / 1000000)) $(($1 / 100000 % 10)); }

image=$("$novactl" image list --jq '[.[]|select(.status=="ACTIVE")]|sort_by(.minRam, .name)[0].id' | tr -d '"')
read -r small large < <("$novactl" flavor list --jq 'sort_by(.ram)|map(.name)|.[0]+" "+.[1]' | tr -d '"')
outside=$("$novactl" network list --jq 'map(select(.["router:external"]))[0].name' | tr -d '"')
inside=$("$novactl" network list --jq 'map(select(.["router:external"]|not))[0].name' | tr -d '"')
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
addresses=$("$novactl" floating-ip list -o id) || { addresses=unknown; echo 'day.sh: no list of floating IPs' >&2; exit 1; }

step 'make a network' network create @ -- network create @
step 'and its subnet' subnet create @ --network @ --cidr 10.91.0.0/24 -- subnet create @ --network @ --subnet-range 10.91.0.0/24
step 'make a security group' security-group create @ -- security group create @
step 'let ssh in' security-group-rule create @ --protocol tcp --port 22 -- security group rule create @ --protocol tcp --dst-port 22
step 'make the key known' keypair create @ --public-key "$work/key.pub" -- keypair create @ --public-key "$work/key.pub"
step 'make a volume' volume create @ --size 1 --wait -- volume create @ --size 1
settle available volume show
step 'create a server' server create @ --image "$image" --flavor "$small" --network "$inside" --key-name @ --security-group @ --wait \
  -- server create @ --image "$image" --flavor "$small" --network "$inside" --key-name @ --security-group @ --wait
step 'put it on the network too' server interface attach @ --network @ -- server add network @ @
step 'attach the volume' volume attach @ @ --wait -- server add volume @ @
one o floating ip create "$outside" -f value -c floating_ip_address
step 'give it an address outside' server floating-ip add @ --network "$outside" -- server add floating ip @ "$(cat "$work/out")"
step 'show it' server show @ -- server show @
step 'snapshot' image create @ @ --wait -- server image create @ --name @ --wait
step 'resize' server resize @ --flavor "$large" --wait -- server resize @ --flavor "$large" --wait
step 'keep the size' server confirm-resize @ --wait -- server resize confirm @
settle ACTIVE server show
step 'backup' server backup @ @-backup --type daily --rotation 1 -- server backup create @ --name @-backup --type daily --rotate 1

for end in n o; do
  "$novactl" server show "$name-$end" -o json --jq '{status, flavor: (.flavor.original_name // .flavor.id), key: .key_name,
    networks: (.addresses|map_values(map(.["OS-EXT-IPS:type"])|sort)|with_entries(.key |= sub("-[no]$"; ""))), groups: ([.security_groups[].name]|unique|map(sub("-[no]$"; ""))),
    volumes: (.["os-extended-volumes:volumes_attached"]|length)}' >"$work/end-$end"
done
sed -i "s/$name-[no]/$name/g" "$work"/end-?
if diff "$work/end-n" "$work/end-o"; then echo 'both left the same'; else failures=$((failures + 1)); fi

step 'detach the volume' volume detach @ @ --wait -- server remove volume @ @
settle available volume show
step 'delete the server' server delete @ --yes --wait -- server delete @ --wait
step 'delete the volume' volume delete @ --yes --wait -- volume delete @
step 'delete the images' image delete @ @-backup --yes -- image delete @ @-backup
step 'delete the key' keypair delete @ --yes -- keypair delete @
step 'delete the group' security-group delete @ --yes -- security group delete @
step 'delete the network' network delete @ --yes -- network delete @
printf '%-36s novactl %6s s %3d requests   openstack %6s s %3d requests\n' all \
  "$(in_seconds "${seconds[n]}")" "${sent[n]}" "$(in_seconds "${seconds[o]}")" "${sent[o]}"
[ "$failures" = 0 ]
