#!/usr/bin/env bash
# run.sh BUILD: an installation of its own, its host running; the procedure is reworked by rework.py and put into force
# by `ssiis-admin workflow deploy`; then inspections are taken to their end over HTTP; then a template is replaced and
# shows in the next letter. Nothing is left behind.
build=$1 here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../../packaging/lib/common.sh"
source "$root/packaging/lib/servers.sh"
source "$root/packaging/lib/instance.sh"
data=$(mktemp -d "${TMPDIR:-/tmp}/ssiis-procedure.XXXXXX")
stop_all() {
  local status=$?
  instance_stop "$data"
  [ "${SSIIS_KEEP:-}" = 1 ] || rm -rf "$data"
  exit "$status"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
port=$(servers_free_port "$(servers_first_port)")
odbc_settings "$data/odbc"
instance_configure "$build" "$data" sqlite "$port"
instance_fill "$build" "$data" "" 200
instance_start "$build" "$data" "$port"
python3 "$here/rework.py" "$root/config/workflow" "$data/reworked" "$root/config/i18n/workflow.lo.po"
PYTHONPATH=$root/packaging/lib python3 "$here/reworked_story.py" "http://localhost:$port" \
  "$build/bin/ssiis-admin" "$data/host.xml" "$data/reworked"
PYTHONPATH=$root/packaging/lib python3 "$here/template_story.py" "http://localhost:$port" 2
instance_admin "$build" "$data" audit verify
