# One installation on loopback: configuration, database, registry, accounts, host. Sourced after common.sh and
# servers.sh by packaging/demo and by the tests that need a running system.
#   instance_configure BUILD DATA DATABASE PORT      writes host.xml; starts a private server where needed
#   instance_fill BUILD DATA REGISTRY UNITS          schema, registry (a folder, or "" to generate UNITS), accounts
#   instance_start BUILD DATA PORT                   starts the host in the background, waits until it is ready
#   instance_stop DATA                               stops host and server

instance_admin() { "$1/bin/ssiis-admin" --config "$2/host.xml" "${@:3}"; }

instance_configure() {
  local build=$1 data=$2 database=$3 port=$4 connection
  server_port='' server_user='' server_password_file=''
  mkdir -p "$data"; chmod 700 "$data"
  if [ "$database" = sqlite ]; then
    connection="engine=\"sqlite\" name=\"$data/mis.sqlite\""
  else
    step "starting a private $database server"
    servers_start "$database" "$data/server" mis
    connection="engine=\"$database\" host=\"127.0.0.1\" port=\"$server_port\" name=\"mis\" user=\"$server_user\" password_file=\"$server_password_file\" tls=\"off\""
  fi
  cat >"$data/host.xml" <<XML
<host>
  <listen address="127.0.0.1" port="$port" threads="32"/>
  <public_base_url>http://localhost:$port</public_base_url>
  <demonstration>true</demonstration>
  <data_dir>$data</data_dir>
  <limits><upload_bytes>220200960</upload_bytes></limits>
  <registry write="${SSIIS_REGISTRY_WRITE:-on}"/>
  <database $connection max_connections="16"/>
  <plugins>
    <ssiis library="$build/lib/libssiis.so" config="$data/module.xml" resources="$build/share/ssiis"/>
  </plugins>
</host>
XML
  [ -e "$data/module.xml" ] || cp "$root/config/module.xml" "$data/module.xml"
  [ -z "${SSIIS_COPY_SOURCE:-}" ] ||
    sed -i "s|^<module>|<module><copy mapping=\"reference\" every_minutes=\"0\"><source engine=\"sqlite\" name=\"$SSIIS_COPY_SOURCE\"/></copy>|" "$data/module.xml"
}

instance_fill() {
  local build=$1 data=$2 registry=$3 units=$4
  [ ! -e "$data/prepared" ] || return 0
  step "making the database"
  instance_admin "$build" "$data" migrate
  if [ -z "$registry" ]; then
    registry=$data/registry
    step "generating the demonstration registry ($units labour units)"
    instance_admin "$build" "$data" registry generate --units "$units" --seed 1 --out "$registry"
  fi
  step "loading the registry"
  instance_admin "$build" "$data" registry load "$registry"
  step "roles, territory, procedure, accounts"
  instance_admin "$build" "$data" profiles load
  local version
  version=$(sed -n 's/.*<bpmn:process id="inspection".* ssiis:version="\([^"]*\)".*/\1/p' "$build/share/ssiis/workflow/inspection.bpmn")
  instance_admin "$build" "$data" workflow deploy --label "ກວດກາ $version · Inspection $version" "$build/share/ssiis/workflow"
  instance_admin "$build" "$data" demo accounts
  step "indexing names and numbers"
  instance_admin "$build" "$data" registry index
  touch "$data/prepared"
}

instance_start() {
  local build=$1 data=$2 port=$3 address="http://localhost:$3"
  step "starting the host"
  : >>"$data/host.out"
  local before; before=$(wc -c <"$data/host.out")
  "$build/bin/lsso-host" --config "$data/host.xml" >>"$data/host.out" 2>&1 &
  host_pid=$!
  echo "$host_pid" >"$data/host.pid"
  local try
  for try in $(seq 1 240); do
    kill -0 "$host_pid" 2>/dev/null || { tail -20 "$data/host.out" >&2; fail "the host did not start; see $data/host.out"; }
    # Another host may answer at this port: ours says itself that it serves.
    ! { curl -fsS -o /dev/null "$address/health/ready" 2>/dev/null && tail -c "+$((before + 1))" "$data/host.out" | grep -q ' serves '; } ||
      return 0
    sleep 0.25
  done
  curl -sS "$address/health/ready" >&2 || true
  fail "the host is not ready after a minute; see $data/host.out"
}

instance_stop() {
  local data=$1 pid
  if [ -e "$data/host.pid" ]; then
    pid=$(cat "$data/host.pid"); rm -f "$data/host.pid"
    kill -TERM "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
  fi
  [ ! -d "$data/server" ] || servers_stop "$data/server" || true
}
