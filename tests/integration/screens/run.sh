#!/usr/bin/env bash
# run.sh BUILD: an installation of its own with a small registry, every screen read in Lao and English, nothing left.
build=$1 here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../../packaging/lib/common.sh"
source "$root/packaging/lib/servers.sh"
source "$root/packaging/lib/instance.sh"
data=$(mktemp -d "${TMPDIR:-/tmp}/ssiis-screens.XXXXXX")
stop_all() {
  local status=$?
  instance_stop "$data"
  [ "${KEEP_SCREENS_DATA:-}" = 1 ] || rm -rf "$data"
  exit "$status"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
port=$(servers_free_port "$(servers_first_port)")
odbc_settings "$data/odbc"
instance_configure "$build" "$data" sqlite "$port"
instance_fill "$build" "$data" "" 200
instance_start "$build" "$data" "$port"
PYTHONPATH=$root/packaging/lib python3 "$here/walk_languages.py" "http://localhost:$port" "$data/registry"
