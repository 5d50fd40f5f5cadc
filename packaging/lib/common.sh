# Shared by the scripts of packaging/. Source it; it sets $root and defines the steps.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export DEBIAN_FRONTEND=noninteractive
export CCACHE_DIR=${CCACHE_DIR:-$root/build/ccache}
jobs=$(nproc)

step() { printf '\n== %s  [%s]\n' "$*" "$(date +%H:%M:%S)" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Names in the given lists, without comments.
package_names() { sed -e 's/#.*//' -e '/^\s*$/d' "$@"; }

# Installs what is missing of the given lists. Needs root; without it, says what an administrator must install.
install_packages() {
  local missing=() name
  for name in $(package_names "$@"); do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done
  # Node may come from Debian or from elsewhere; Debian's conflicts with others, so it is asked for only when absent.
  command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "not installed: ${missing[*]} – run as root: apt-get install -y --no-install-recommends ${missing[*]}"
  step "installing ${#missing[@]} packages"
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -q
  apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "${missing[@]}"
}

# Configures (once) and builds a preset; further arguments are targets.
build_preset() {
  local preset=$1; shift
  step "building ($preset)"
  [ -e "$root/build/$preset/build.ninja" ] || (cd "$root" && cmake --preset "$preset" >"$root/build/$preset.configure.log" 2>&1) \
    || { tail -40 "$root/build/$preset.configure.log" >&2; fail "configuring failed; the whole log: build/$preset.configure.log"; }
  cmake --build "$root/build/$preset" --parallel "$jobs" ${1:+--target "$@"}
}
