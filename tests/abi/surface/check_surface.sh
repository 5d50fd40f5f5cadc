#!/usr/bin/env bash
# check_surface.sh INCLUDE BASELINE.abixml GOLDEN.txt WORK [--update]: compares what the headers declare with what was
# promised (ABI-04). abidiff compares the debug information of a library that names every type with the baseline,
# with no suppressions; each row of the golden list must stand as it is. --update writes the baseline anew and appends
# new rows to the golden list; it refuses when an old row has changed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
include=$1 baseline=$2 golden=$3 work=$4 update=${5:-}
debug=${ABI_SURFACE_DEBUG-"-g"} # the canary builds without
stop() { echo "ABI-04: $*" >&2; exit 1; }
for tool in abidw abidiff gcc python3; do command -v "$tool" >/dev/null || stop "$tool is missing"; done
mkdir -p "$work" || exit 2

python3 "$here/surface.py" layout "$include" >"$work/layout.c" || stop "the headers cannot be read"
gcc -std=c11 -I "$include" "$work/layout.c" -o "$work/layout" || stop "the headers do not compile"
"$work/layout" >"$work/rows.txt" || stop "the layout cannot be printed"
python3 "$here/surface.py" library "$include" >"$work/surface.c" || stop "the headers cannot be read"
# shellcheck disable=SC2086
gcc -std=c11 $debug -ffile-prefix-map="$include"=include -ffile-prefix-map="$work"=surface -shared -fPIC -I "$include" \
  "$work/surface.c" -o "$work/libsurface.so" || stop "the surface library does not compile"
readelf --sections "$work/libsurface.so" | grep -q '\.debug_info' || stop "the surface library has no debug information"

[ -f "$golden" ] || { [ "$update" = --update ] && : >"$golden"; } || stop "the golden list $golden is missing"
[ -s "$golden" ] || [ "$update" = --update ] || stop "the golden list $golden is empty"
changed=$(grep -vxFf "$work/rows.txt" "$golden")
[ -z "$changed" ] || stop "these rows were promised and are no longer so:
$changed"
new=$(grep -vxFf "$golden" "$work/rows.txt")
[ -s "$golden" ] || new=$(cat "$work/rows.txt")
if [ "$update" = --update ]; then
  [ -z "$new" ] || printf '%s\n' "$new" >>"$golden"
  abidw --no-corpus-path --no-comp-dir-path --no-show-locs --out-file "$baseline" "$work/libsurface.so" || stop "abidw failed"
  echo "ABI-04: the baseline is written; read its difference before it is committed"
  exit 0
fi
[ -z "$new" ] || stop "these rows are new; see plugin-api/docs/growth.md, then run this with --update:
$new"

[ -s "$baseline" ] || stop "the baseline $baseline is missing"
abidiff --no-default-suppression --harmless --fail-no-debug-info "$baseline" "$work/libsurface.so" \
  >"$work/abidiff.txt" 2>&1 || { head -40 "$work/abidiff.txt" >&2; stop "abidiff finds a difference from the baseline"; }
echo "ABI-04: $(wc -l <"$golden") rows and the baseline hold"
