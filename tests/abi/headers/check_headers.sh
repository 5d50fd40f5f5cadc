#!/usr/bin/env bash
# check_headers.sh INCLUDE_DIR: every header of the ABI compiles alone and twice as C11, gnu11 and C++11 to C++20,
# with gcc and clang, with no warning, and without hidden padding; and uses no type that ABI-01 forbids.
set -u
include=$1
failures=0
count=0
warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wpadded -Werror)
fail() { echo "$*" >&2; failures=$((failures + 1)); }

cd "$include" || exit 2
mapfile -t headers < <(find lsso -name '*.h' | sort)
[ ${#headers[@]} -gt 0 ] || { echo "no headers below $include" >&2; exit 2; }
declare -A alone
for header in "${headers[@]}"; do
  alone[$header]="$(printf '#include "%s"\n#include "%s"\nextern const int lsso_used;' "$header" "$header")"
done

compile() { # compiler language standard header
  count=$((count + 1))
  "$1" -x "$2" "-std=$3" -I . "${warnings[@]}" -fsyntax-only - <<<"${alone[$4]}" ||
    fail "ABI-01: $4 does not compile with $1 -std=$3"
}
for compiler in gcc clang-14; do
  command -v "$compiler" >/dev/null || { fail "$compiler is missing"; continue; }
  for standard in c11 gnu11; do
    for header in "${headers[@]}"; do compile "$compiler" c "$standard" "$header"; done
  done
done
for compiler in g++ clang++-14; do
  command -v "$compiler" >/dev/null || { fail "$compiler is missing"; continue; }
  for standard in c++11 c++17 c++20; do
    for header in "${headers[@]}"; do compile "$compiler" c++ "$standard" "$header"; done
  done
done

# Comments away, then words that may not stand in an ABI of fixed-width types.
for header in "${headers[@]}"; do
  code=$(gcc -fpreprocessed -dD -E -P -x c "$header" 2>/dev/null | grep -v '^#')
  for word in bool _Bool enum long short size_t ssize_t unsigned float double wchar_t time_t; do
    grep -qw -- "$word" <<<"$code" && fail "ABI-01: $header uses $word"
  done
  grep -q '\.\.\.' <<<"$code" && fail "ABI-01: $header uses varargs"
  grep -qE '[a-z_0-9]+ *: *[0-9]+ *;' <<<"$code" && fail "ABI-01: $header uses a bit-field"
done
[ "$failures" = 0 ] || { echo "$failures failures" >&2; exit 1; }
echo "ABI-01: ${#headers[@]} headers, $count compilations, no warning, no forbidden type"
