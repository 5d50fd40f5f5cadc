#!/usr/bin/env bash
# ssiis.sh ROOT BUILD WORK [PYTHON]: the real libssiis.so, with a migrated SQLite database, keeps every duty; and the
# host in Python gets pages from it.
set -eu
root=$1 build=$2 work=$3 python=${4:-}
library=$build/lib/libssiis.so
# As lsso-host sets them before anything starts: psqlODBC would call setlocale, Debian's odbcinst.ini logs.
export PGCLIENTENCODING=UTF8
rm -rf "$work"
mkdir -p "$work"
cp "$root/config/module.xml" "$work/module.xml"
cat >"$work/host.xml" <<XML
<host>
  <listen address="127.0.0.1" port="1" threads="8"/>
  <public_base_url>http://localhost</public_base_url>
  <demonstration>true</demonstration>
  <data_dir>$work</data_dir>
  <database engine="sqlite" name="$work/mis.sqlite" max_connections="8"/>
  <plugins><ssiis library="$library" config="$work/module.xml" resources="$build/share/ssiis"/></plugins>
</host>
XML
admin() { "$build/bin/ssiis-admin" --config "$work/host.xml" "$@" >>"$work/admin.log" 2>&1 || { cat "$work/admin.log" >&2; exit 1; }; }
admin migrate
admin registry generate --units 20 --seed 1 --out "$work/registry"
admin registry load "$work/registry"
admin profiles load
admin workflow deploy "$build/share/ssiis/workflow"
admin demo accounts
with=(--set resources="$build/share/ssiis" --set data_dir="$work" --set module_config="$work/module.xml" --set demonstration=true
  --set public_base_url=http://localhost --database engine=sqlite --database database="$work/mis.sqlite"
  --database max_connections=8 --role SSI)
# The module's own page for an address that is not there: it needs no account, and goes the whole way through boundary,
# router, templates and translations. Who has accounts at hand asks for more with the same two programs.
missing=/inspection/no-such-page
"$build/bin/lsso-conformance" "${with[@]}" --get $missing --status 404 "$library"
[ -n "$python" ] || exit 0

page() { "$python" "$root/plugin-api/examples/hosts/python/get_page.py" "${with[@]}" "$library" "$@"; }
page $missing --expect-status 404 --language lo --expect 'ບໍ່ມີໜ້ານີ້' >/dev/null
page $missing --expect-status 404 --language en --expect 'href="/inspection"' >"$work/en.html"
if grep -q 'ບໍ່ມີໜ້ານີ້' "$work/en.html"; then echo "the English page is in Lao" >&2; exit 1; fi

# A page that asks for everything: profiles, scope, the procedure, the registry's tables.
head() { page /inspection --user-id demo.head.01 --login head.01 "$@"; }
head --language lo --expect 'ໜ້າວຽກຂອງຂ້ອຍ' >/dev/null
head --language en --expect 'My work' >/dev/null
page /inspection --user-id nobody --login nobody --expect-status 403 >/dev/null
