#!/usr/bin/env bash
# canary.sh CHECK INCLUDE BASELINE GOLDEN WORK: the check of the surface must fail on each of these, and say why.
set -u
check=$1 include=$2 baseline=$3 golden=$4 work=$5
survivors=0
rm -rf "$work"
mkdir -p "$work" || exit 2

prepare() { rm -rf "$work/include" && cp -r "$include" "$work/include" || exit 2; }
run() { bash "$check" "$work/include" "${1:-$baseline}" "${2:-$golden}" "$work/build" >"$work/log" 2>&1; }
missed() { echo "the check of the surface does not see: $1" >&2; head -5 "$work/log" >&2; survivors=$((survivors + 1)); }
must_say() { # name words
  if grep -q -- "$2" "$work/log"; then echo "$1: seen"; else missed "$1 (no word of \"$2\")"; fi
}
breaks() { # name file sed-expression words [golden]
  prepare
  sed -i -E "$3" "$work/include/lsso/$2"
  cmp -s "$include/lsso/$2" "$work/include/lsso/$2" && { echo "canary \"$1\" changes nothing" >&2; exit 2; }
  if run "" "${5:-}"; then missed "$1"; else must_say "$1" "$4"; fi
}
prepare
run || { echo "the check fails on headers that are whole:" >&2; cat "$work/log" >&2; exit 2; }

promised='no longer so'
breaks 'a field removed' request.h '/^  lsso_text menu_id;/d' "$promised"
breaks 'two fields that change places' request.h 's/^  lsso_text method;/  lsso_text SWAP;/; s/^  lsso_text path;/  lsso_text method;/; s/SWAP/path/' "$promised"
breaks 'a field put in between' host.h 's/^  lsso_text name;/  uint64_t early;\n  lsso_text name;/' "$promised"
breaks 'a slot removed' plugin.h '/^  void \(\*destroy\)/d' "$promised"
breaks 'a smaller array' types.h 's/char code\[64\]/char code[60]/' "$promised"
breaks 'a frozen struct that grows' types.h 's/^  uint64_t size;/  uint64_t size;\n  uint64_t more;/' "$promised"
breaks 'a constant of another value' types.h 's/LSSO_E_CONFLICT \(\(lsso_status\)5\)/LSSO_E_CONFLICT ((lsso_status)50)/' "$promised"
breaks 'a service of another name' services/log.h 's|lsso.host.log/1|lsso.host.log/2|' "$promised"
breaks 'a field appended and not written down' host.h 's/^\} lsso_host;/  uint64_t later;\n} lsso_host;/' 'these rows are new'
# What no row of the golden list can see, so that it is abidiff that must.
found='abidiff finds a difference'
breaks 'a slot with other arguments' services/clock.h 's/int64_t \(\*utc_us\)\(lsso_host_instance\* host\)/int64_t (*utc_us)(uint32_t host)/' "$found"
breaks 'a slot with another result' plugin.h 's/^  void \(\*destroy\)/  lsso_status (*destroy)/' "$found"
breaks 'a field of another type and the same size' services/panel.h 's/^  uint32_t time_limit_ms;/  int32_t time_limit_ms;/' "$found"
breaks 'a field of const that is no longer' request.h 's/^  const lsso_pair\* headers;/  lsso_pair* headers;/' "$found"

prepare
run "$work/no-such.abixml" && missed 'a missing baseline' || must_say 'a missing baseline' 'baseline .* is missing'
: >"$work/empty"
run "$work/empty" && missed 'an empty baseline' || must_say 'an empty baseline' 'baseline .* is missing'
run "" "$work/no-such.txt" && missed 'a missing golden list' || must_say 'a missing golden list' 'golden list .* is missing'
run "" "$work/empty" && missed 'an empty golden list' || must_say 'an empty golden list' 'golden list .* is empty'
export ABI_SURFACE_DEBUG=
run && missed 'missing debug information' || must_say 'missing debug information' 'no debug information'
unset ABI_SURFACE_DEBUG
# --update must not write over a promise.
cp "$golden" "$work/golden.txt"
sed -i '/^  lsso_text menu_id;/d' "$work/include/lsso/request.h"
if bash "$check" "$work/include" "$work/b.abixml" "$work/golden.txt" "$work/build" --update >"$work/log" 2>&1; then
  missed 'an update that breaks a promise'
else
  must_say 'an update that breaks a promise' "$promised"
fi
[ "$survivors" = 0 ]
