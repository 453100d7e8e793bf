# shellcheck shell=bash
# Python programs from Debian's packages, unpacked into a temporary folder and installed nowhere: the scripts beside this folder
# source it. It needs apt and the Python of the same Debian. What FINDINGS_CACHE names keeps what was downloaded, for the next script.

lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# unpack NAME=VERSION... unpacks these packages, and the Python packages that they want, of whatever version the same Debian has.
unpack() {
  local wanted name version cache=${FINDINGS_CACHE:-$tmp/cache}
  for wanted; do
    apt-cache show "$wanted" >"$tmp/known" 2>&1 || { echo "not available any more: $wanted" >&2; exit 3; }
  done
  # With an empty state of this machine apt names everything that is needed, also what happens to be installed here.
  apt-get -s -o Dir::State::status=/dev/null --no-install-recommends install "$@" 2>"$tmp/apt" |
    awk '/^Inst python3-/ && $2 !~ /^python3-(minimal|distutils|lib2to3)$/ { print $2 "=" substr($3, 2) }' >"$tmp/closure"
  [ -s "$tmp/closure" ] || { cat "$tmp/apt" >&2; exit 3; }
  root=$cache/$(sha256sum "$tmp/closure" | cut -c 1-16)
  if [ ! -d "$root" ]; then
    mkdir -p "$cache/debs"
    # A package that is there already is not downloaded again.
    (cd "$cache/debs" && xargs apt-get -q -o APT::Sandbox::User=root download <"$tmp/closure") >"$tmp/apt" 2>&1 ||
      { tail -n 3 "$tmp/apt" >&2; exit 3; }
    while IFS="=" read -r name version; do
      dpkg -x "$cache/debs/${name}_${version//:/%3a}"_*.deb "$tmp/root"
    done <"$tmp/closure"
    mv "$tmp/root" "$root"
  fi
  printf '%s\n' "$@"
}

# python runs the program of stdin with what was unpacked and the modules of this folder, and with nothing of the user's.
python() {
  env -i PATH=/usr/bin:/bin HOME="$tmp" TMPDIR="$tmp" TZ=UTC LC_ALL=C.UTF-8 PYTHONPATH="$root/usr/lib/python3/dist-packages:$lib" \
    PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -s - 2>"$tmp/stderr" || { cat "$tmp/stderr" >&2; return 1; }
}

# expect prints what stdin says, and ends the script where that isn't what the first argument says.
expect() {
  local got
  got=$(cat)
  printf '%s\n' "$got"
  [ "$got" = "${1%$'\n'}" ] && return
  printf '\nthis has changed. It was:\n%s' "$1" >&2
  exit 1
}
