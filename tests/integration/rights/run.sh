#!/usr/bin/env bash
# run.sh BUILD ROUTE_LIST: an installation with a small registry, its addresses as the router has them, the walk over it.
here=$(cd "$(dirname "$0")" && pwd)
export ROUTE_LIST=$2 SSIIS_REGISTRY_WRITE=off  # a host that does not write: changes leave in batches
export SSIIS_COPY_SOURCE=/nowhere/registry.sqlite  # a registry elsewhere that does not answer
exec "$here/../../support/with-instance" "$1" "$here/registry.py" bash -euc '
  mkdir "$SSIIS_DATA/none"
  "$ROUTE_LIST" "$SSIIS_BUILD/share/ssiis" "$SSIIS_DATA/none" >"$SSIIS_DATA/routes"
  python3 "$1/rights_test.py" -v' walk "$here"
