#!/usr/bin/env bash
# ssiis.sh BUILD WORK ENGINE [PYTHON]: the real libssiis.so, on a small database of an engine of its own, keeps every duty,
# for a person who may do much and for one who may do nothing; and the host in Python gets pages from it.
build=$1 work=$2 engine=$3 python=${4:-}
source "$(dirname "$0")/../../../packaging/lib/common.sh"
source "$root/packaging/lib/servers.sh"
source "$root/packaging/lib/instance.sh"
library=$build/lib/libssiis.so
servers_fast=1
rm -rf "$work"
mkdir -p "$work"
stop_all() {
  local status=$?
  instance_stop "$work"
  exit "$status"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
# As lsso-host sets them before anything starts: psqlODBC would call setlocale, Debian's odbcinst.ini logs.
odbc_settings "$work/odbc"
instance_configure "$build" "$work" "$engine" 1
instance_fill "$build" "$work" "" 20 >"$work/admin.log" 2>&1 || { cat "$work/admin.log" >&2; exit 1; }
with=(--set resources="$build/share/ssiis" --set data_dir="$work" --set module_config="$work/module.xml" --set demonstration=true
  --set public_base_url=http://localhost --database engine="$engine" --database max_connections=8 --role SSI)
if [ "$engine" = sqlite ]; then
  with+=(--database database="$work/mis.sqlite")
else
  with+=(--database host=127.0.0.1 --database port="$server_port" --database database=mis --database user="$server_user"
    --database password="$(cat "$server_password_file")" --database tls=off)
fi
# A host ignores SIGPIPE before it loads a plugin (ABI-81); who runs this may have it ignored or not.
trap '' PIPE
duties() { "$build/bin/lsso-conformance" "${with[@]}" "$@" "$library"; }
# The dashboard and a form of the Director; and the refusal of who has no profile here.
duties --user demo.director --get /inspection --post /inspection/orders/new --type application/x-www-form-urlencoded
duties --user nobody --get /inspection --status 403 --check ABI-46
[ -n "$python" ] || exit 0

page() { "$python" "$root/plugin-api/examples/hosts/python/get_page.py" "${with[@]}" "$library" "$@"; }
missing=/inspection/no-such-page
page $missing --expect-status 404 --language lo --expect 'ບໍ່ມີໜ້ານີ້' >/dev/null
page $missing --expect-status 404 --language en --expect 'href="/inspection"' >"$work/en.html"
if grep -q 'ບໍ່ມີໜ້ານີ້' "$work/en.html"; then echo "the English page is in Lao" >&2; exit 1; fi

# A page that asks for everything: profiles, scope, the procedure, the registry's tables.
head() { page /inspection --user-id demo.head.01 --login head.01 "$@"; }
head --language lo --expect 'ໜ້າວຽກຂອງຂ້ອຍ' >/dev/null
head --language en --expect 'My work' 2>"$work/menu" >/dev/null
grep -q '^menu inspection.lists:' "$work/menu" || { echo "a head may see the lists: $(cat "$work/menu")" >&2; exit 1; }
page /inspection --user-id nobody --login nobody --expect-status 403 2>"$work/menu" >/dev/null
! grep -q '^menu [a-z.]*:' "$work/menu" || { echo "who may nothing sees a menu: $(cat "$work/menu")" >&2; exit 1; }
