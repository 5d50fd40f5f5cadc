#!/usr/bin/env bash
# run.sh BUILD: an installation of its own with a small registry, every screen read in Lao and English, nothing left.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../support/with-instance" "$1" 200 bash -euc \
  'python3 "$1/walk_languages.py" "$SSIIS_BASE" "$SSIIS_DATA/registry"' screens "$here"
