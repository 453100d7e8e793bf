# shellcheck shell=bash
# What the scripts of both clouds share: where things are, and the life of processes. $base is the one folder that they write to,
# $inner the same folder as the services find it: another name in modern/, where they live in a chroot.

base=${OPENSTACK_DIR:-${TMPDIR:-/tmp}/novactl-openstack}
# shellcheck disable=SC2034 # services.sh and config.sh use it
inner=$base
started_at=$SECONDS

say() { printf '[%3d s] %s\n' "$((SECONDS - started_at))" "$*" >&2; }

# fail NAME MESSAGE shows the end of a log, and gives up.
fail() {
  say "$2; $base/log/$1.log ends:"
  tail -n 20 "$base/log/$1.log" >&2
  exit 1
}

# A pid file holds the pid of a session's leader and the time when it started: a pid alone may belong to another process by now.
# What has ended and that nobody has taken note of, Z, has none.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'; }

alive() {
  local pid time
  [ -s "$base/run/$1.pid" ] || return 1
  read -r pid time <"$base/run/$1.pid"
  # It ended before its time could be read: nothing lives under an empty one.
  [ -n "$time" ] && [ "$(start_time "$pid")" = "$time" ]
}

# start NAME COMMAND... starts a process in a session of its own, unless it runs already.
start() {
  local name=$1 pid
  shift
  alive "$name" && return
  # 9 is the lock of up.sh: a process that inherited it would hold it for ever.
  setsid "$@" >>"$base/log/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(start_time "$pid")" >"$base/run/$name.pid"
}

# await NAME SECONDS COMMAND... waits until the command succeeds, as long as the process lives.
await() {
  local name=$1 tries=$(($2 * 5)) i
  shift 2
  for ((i = 0; i < tries; i++)); do
    "$@" >>"$base/log/await.log" 2>&1 && return
    alive "$name" || fail "$name" "$name died"
    sleep 0.2
  done
  fail "$name" "$name isn't ready"
}

# stop NAME SECONDS ends a process, and after so many seconds the rest of its session.
stop() {
  local pid time i
  if alive "$1"; then
    read -r pid time <"$base/run/$1.pid"
    kill -TERM "$pid"
    for ((i = 0; i < $2 * 10; i++)); do
      pgrep -g "$pid" -r D,R,S,T,I >/dev/null || break
      sleep 0.1
    done
    if pgrep -g "$pid" -r D,R,S,T,I >/dev/null; then kill -KILL -- "-$pid"; fi
    say "stopped $1"
  fi
  rm -f "$base/run/$1.pid"
}

# once NAME COMMAND... runs a step that must not be run twice, and remembers that it was. In the command `set -e` doesn't hold: it
# says by its own code whether it failed.
once() {
  local name=$1
  shift
  [ -e "$base/done/$name" ] && return
  say "$name"
  ("$@") >>"$base/log/$name.log" 2>&1 || fail "$name" "$name failed"
  touch "$base/done/$name"
}

# write FILE makes a file of stdin.
write() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
}

answers() { curl -s -o /dev/null --max-time 5 "$1"; }

# stop_all SECONDS NAME... stops them side by side.
stop_all() {
  local seconds=$1 name
  shift
  for name in "$@"; do stop "$name" "$seconds" & done
  wait
}

# compute_hosts prints the names of the compute hosts that were started.
compute_hosts() {
  local file
  for file in "$base"/run/nova-compute*.pid; do
    [ ! -e "$file" ] || basename "$file" .pid
  done
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
