#!/usr/bin/env bash
# check_host.sh COMMAND…: an example host gets the example plugin's page, and fails on a page that is not there.
set -u
page=$("$@" /hello) || { echo "the host failed on /hello" >&2; exit 1; }
grep -q 'ສະບາຍດີ' <<<"$page" || { echo "the page is not what the plugin wrote: $page" >&2; exit 1; }
if page=$("$@" /hello/none); then echo "the host takes a missing page for a page" >&2; exit 1; fi
[ -z "$page" ] || { echo "the host shows a page that is none" >&2; exit 1; }
