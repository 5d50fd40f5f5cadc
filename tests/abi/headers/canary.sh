#!/usr/bin/env bash
# canary.sh CHECK INCLUDE_DIR: the check of the headers must fail on each of these broken headers.
set -u
check=$1 include=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
survivors=0

prepare() {
  rm -rf "$work/include"
  mkdir -p "$work/include/lsso"
  # only the broken header and what it needs: the check is slow on all of them
  cp "$include"/lsso/types.h "$include"/lsso/host.h "$work/include/lsso/" || exit 2
}
breaks() { # name sed-expression file
  prepare
  sed -i "$2" "$work/include/lsso/$3"
  cmp -s "$include/lsso/$3" "$work/include/lsso/$3" && { echo "canary $1 changes nothing" >&2; exit 2; }
  if bash "$check" "$work/include" >"$work/log" 2>&1; then
    echo "the check of the headers does not see: $1" >&2
    survivors=$((survivors + 1))
  else
    grep -m1 'ABI-01' "$work/log" | sed "s|^|$1: |"
  fi
}
prepare
bash "$check" "$work/include" || { echo "the check fails on headers that are whole" >&2; exit 2; }
breaks 'a field of type long' 's/  lsso_status status;/  long status;/' types.h
breaks 'a bit-field' 's/  lsso_status status; /  lsso_status status : 8; /' types.h
breaks 'a C enum' 's/^typedef int32_t lsso_status;/typedef enum lsso_status { lsso_ok } lsso_status;/' types.h
breaks 'hidden padding' 's/  uint32_t struct_size;/  uint16_t struct_size;/' types.h
breaks 'a missing include' '/#include "lsso\/types.h"/d' host.h
breaks 'a name that C++ keeps for itself' 's/  uint32_t reserved;/  uint32_t class;/' host.h
[ "$survivors" = 0 ]
