# shellcheck shell=bash
# For clients that are commands: a function for each step of $STEPS, named after it, takes the client through it. What it returns is the
# verdict, and `skip REASON` ends a step that the client has no call for.

skip() {
  echo "$*" >"$work/reason"
  exit 3
}

# steps goes through them all, and on after a failure: what follows may not depend on it.
steps() {
  local step status
  work=$(mktemp -d)
  for step in $STEPS; do
    status=0
    : >"$work/reason"
    (set -e; "step_${step//-/_}") >"$work/out" 2>&1 </dev/null || status=$?
    case $status in
      0) echo "PASS $step" ;;
      3) echo "SKIP $step $(cat "$work/reason")" ;;
      *)
        echo "FAIL $step exit $status"
        { echo "== $step"; tail -n 30 "$work/out"; } >&2
        ;;
    esac
  done
  rm -rf "$work"
}

# refused COMMAND... succeeds where the command fails and speaks of a 401 or of what stands for it.
refused() {
  local said
  ! said=$("$@" 2>&1) || { echo "not refused: $*"; return 1; }
  grep -qE '401|Authentication failed|requires authentication' <<<"$said" || { echo "$said"; return 1; }
}
