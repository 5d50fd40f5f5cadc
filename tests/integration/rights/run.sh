#!/usr/bin/env bash
# run.sh BUILD ROUTE_LIST: an installation of its own with a small registry, the walk over it, and nothing left behind.
build=$1 route_list=$2 here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../../packaging/lib/common.sh"
source "$root/packaging/lib/servers.sh"
source "$root/packaging/lib/instance.sh"
data=$(mktemp -d "${TMPDIR:-/tmp}/ssiis-rights.XXXXXX")
stop_all() {
  local status=$?
  instance_stop "$data"
  [ "${KEEP_RIGHTS_DATA:-}" = 1 ] || rm -rf "$data"
  exit "$status"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
port=$(servers_free_port "$(servers_first_port)")
odbc_settings "$data/odbc"
instance_configure "$build" "$data" sqlite "$port"
python3 "$here/registry.py" "$data/registry"
instance_fill "$build" "$data" "$data/registry" 0
instance_start "$build" "$data" "$port"
mkdir "$data/none"
"$route_list" "$build/share/ssiis" "$data/none" >"$data/routes"
SSIIS_BASE=http://localhost:$port SSIIS_DATA=$data PYTHONPATH=$root/packaging/lib python3 "$here/rights_test.py" -v
instance_admin "$build" "$data" audit verify
