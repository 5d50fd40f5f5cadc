#!/usr/bin/env bash
# matrix.sh ROOT WORK COMPILER [FLAG…]: builds the conformance host, the example plugin and the broken plugins with
# one compiler and its flags; the good plugin must keep every duty, and each broken one must be caught by the check
# of the duty it breaks. Then an older and a newer version of the headers meet.
set -u
root=$1 work=$2 compiler=$3
shift 3
flags=(-std=c11 -D_GNU_SOURCE -g1 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror "$@")
include=$root/plugin-api/include
here=$root/tests/abi
failures=0
bad() { echo "FAILED: $*" >&2; failures=$((failures + 1)); }
command -v "$compiler" >/dev/null || { echo "$compiler is missing" >&2; exit 2; }
rm -rf "$work"
mkdir -p "$work" || exit 2

# clang leaves the sanitizer's functions to the program; gcc and plain clang must find every symbol.
map=(-Wl,--version-script="$root/packaging/cmake/plugin.map" -Wl,-z,nodelete)
host() { # output include
  "$compiler" "${flags[@]}" -I "$2" "$here"/conformance/*.c -o "$1" -pthread -ldl || bad "the host does not build"
}
plugin() { # output include further arguments
  local output=$1 with=$2
  shift 2
  "$compiler" "${flags[@]}" -fPIC -shared -fvisibility=hidden -I "$with" -o "$output" "$@" -pthread || bad "$output does not build"
}
hello=("$root"/plugin-api/examples/hello/hello.c "$root"/plugin-api/examples/hello/pages.c)
arguments=(--post /hello/echo --set "greeting=ສະບາຍດີ" --role inspector)

# The good plugin, and the same as a newer host and a newer plugin see the headers.
python3 "$here/conformance/next_headers.py" "$include" "$work/next" || bad "no next headers"
host "$work/host" "$include"
host "$work/host-next" "$work/next"
plugin "$work/hello.so" "$include" "${map[@]}" "${hello[@]}"
plugin "$work/hello-next.so" "$work/next" "${map[@]}" "${hello[@]}"
for pair in "host hello" "host-next hello" "host hello-next" "host-next hello-next"; do
  read -r with what <<<"$pair"
  if "$work/$with" "${arguments[@]}" "$work/$what.so" >"$work/log" 2>&1; then
    echo "$with with $what: $(tail -1 "$work/log")"
  else
    bad "$with with $what"
    grep -A8 FAIL "$work/log" >&2
  fi
done

# Only what is broken is compiled anew: every broken plugin links the good one's objects.
for headers in "$include" "$work/next"; do
  for source in "${hello[@]}"; do
    "$compiler" "${flags[@]}" -fPIC -fvisibility=hidden -I "$headers" -Dlsso_plugin_entry_point=hello_entry_point \
      -c "$source" -o "$work/$(basename "$headers")-$(basename "$source" .c).o" || bad "$source does not compile"
  done
done
broken() { # way
  local headers=$include link=("${map[@]}")
  case $1 in
    10) link=(-Wl,-z,nodelete) ;;
    14) link=("${map[0]}") ;;
    *05) [ "$1" -gt 200 ] && headers=$work/next ;;
  esac
  plugin "$work/broken-$1.so" "$headers" "${link[@]}" "-DBREAK=$1" -Wno-unused-function "$here"/broken/*.c "$work/$(basename "$headers")-hello.o" \
    "$work/$(basename "$headers")-pages.o"
}

# A plugin of the next version that asks before it reads lives with the old host and the new one.
broken 205
for with in host host-next; do
  "$work/$with" "${arguments[@]}" "$work/broken-205.so" >"$work/log" 2>&1 || { bad "$with with a careful plugin of the next version"; grep -A8 FAIL "$work/log" >&2; }
done

# Each line of ways.txt: the duty (more ways of one duty are numbered by hundreds), and what the check must say;
# "dies" where the process must end by a signal or under the sanitizer.
ways=()
while read -r way says; do
  [[ -z $way || $way == \#* ]] && continue
  ways+=("$way")
  broken "$way"
  [ -f "$work/broken-$way.so" ] || continue
  duty=$(printf 'ABI-%02d' $((way % 100)))
  # In a shell of its own, so that its "Segmentation fault" is part of the log.
  bash -c '"$@"; exit $?' caught "$work/host" --patience 2 "${arguments[@]}" --check "$duty" "$work/broken-$way.so" >"$work/log" 2>&1
  code=$?
  if [ "$code" = 0 ] || [ "$code" = 2 ]; then
    bad "$duty does not see the plugin that breaks it (way $way)"
  elif [ "$says" = dies ]; then
    [ "$code" -ge 128 ] || grep -q 'Sanitizer' "$work/log" || bad "$duty: way $way should die: $(head -3 "$work/log")"
  elif ! grep -q "$says" "$work/log"; then
    bad "$duty catches way $way for another reason: $(head -3 "$work/log")"
  fi
done <"$here/broken/ways.txt"
# Each check of the catalogue has a plugin that it catches.
for duty in $("$work/host" --list | cut -d' ' -f1); do
  number=$((10#${duty#ABI-}))
  [[ " ${ways[*]} " == *" $number "* ]] || bad "no broken plugin proves $duty"
done
# The build's own check of exports passes the good plugin and fails the one with a symbol too many.
exports() { cmake -DNM=nm -DLIBRARY="$1" -P "$root/packaging/cmake/check_exports.cmake" >"$work/log" 2>&1; }
exports "$work/hello.so" || bad "the check of exports fails the good plugin"
exports "$work/broken-10.so" && bad "the check of exports passes a symbol too many"
grep -q 'broken_extra_symbol' "$work/log" || bad "the check of exports does not name the symbol"
# What the catalogue can say about itself: a library that is none, and a catalogue that fails as a whole.
"$work/host" "$work/broken-23.so" >"$work/log" 2>&1 && bad "the whole catalogue passes a broken plugin"
grep -q '^ABI-23 FAIL' "$work/log" || bad "the catalogue does not name the duty that is broken"
"$work/host" /nonexistent.so >/dev/null 2>&1 && bad "the whole catalogue passes a missing file"
[ "$failures" = 0 ] || { echo "$failures failures" >&2; exit 1; }
echo "$compiler ${*:-}: ${#ways[@]} broken plugins caught"
