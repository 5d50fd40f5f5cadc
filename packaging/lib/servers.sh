# Private database servers on loopback, for the demonstration and the tests. Source it; nothing is started by that.
#
#   servers_start KIND DIR [DATABASE]   KIND postgresql or mariadb; starts the server whose data are in DIR (made at the
#                                       first start), or finds it running, and makes the database if it is missing.
#                                       Sets server_port, server_user, server_password_file.
#   servers_pgbouncer DIR               a PgBouncer in transaction mode before the PostgreSQL server of DIR; sets bouncer_port.
#   servers_stop DIR                    stops whatever runs from DIR.
#   odbc_settings DIR                   writes our own odbcinst.ini into DIR and exports ODBCSYSINI and PGCLIENTENCODING:
#                                       Debian's file switches psqlODBC's CommLog on, which writes passwords.
#
# servers_fast=1 drops every promise about power failure (tests). Ports are tried upwards from SSIIS_PORT_FIRST, or from
# a random one. Servers refuse to run as root: as root they run as another user. They end with the shell that started them.

servers_say() { printf 'servers: %s\n' "$*" >&2; }

servers_os_user() {
  local name
  for name in postgres nobody; do
    getent passwd "$name" >/dev/null && { echo "$name"; return; }
  done
  servers_say "there is no user postgres or nobody to run servers as"; return 1
}

# What runs a command as a user who may run servers and ends it with us. Sets the array `as`.
servers_as() {
  as=(setpriv --pdeathsig TERM)
  [ "$(id -u)" != 0 ] && return
  local user; user=$(servers_os_user)
  as=(setpriv "--reuid=$(id -u "$user")" "--regid=$(id -g "$user")" --clear-groups --pdeathsig TERM)
}

# A folder that the servers' user may write to, and may reach: root's own folders above it that are closed to others let
# the servers' group pass, and nobody else. One of another group keeps its group, whose rights are not ours to change: it lets
# everybody pass, but not look.
servers_folder() {
  mkdir -p "$1"
  [ "$(id -u)" = 0 ] || return 0
  chown "$(servers_os_user)" "$1"
  local parent group; parent=$(dirname "$1") group=$(id -g "$(servers_os_user)")
  while [ "$parent" != / ]; do
    case $(stat -c %A "$parent") in
      *x|*t) ;;
      *)
        case $(stat -c %g "$parent") in
          0|"$group") chgrp "$group" "$parent"; chmod g=x "$parent" ;;
          *) chmod o+x "$parent" ;;
        esac ;;
    esac
    parent=$(dirname "$parent")
  done
}

servers_port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The next free port from $1 on.
servers_free_port() {
  local port=$1
  until servers_port_free "$port"; do port=$((port + 1)); done
  echo "$port"
}

servers_first_port() { echo "${SSIIS_PORT_FIRST:-$((21000 + RANDOM % 7000))}"; }

servers_alive() { # DIR NAME: is the process of NAME.pid alive, and ours?
  local pid; pid=$(cat "$1/$2.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null && grep -qa "$1" "/proc/$pid/cmdline"
}

# Starts a server in the background with its port appended to what `servers_command` makes, and waits until it answers.
servers_run() { # DIR NAME FIRST_PORT COMMAND_FUNCTION PING_FUNCTION
  local dir=$1 name=$2 port=$3 command=$4 ping=$5 try waited
  for try in 1 2 3 4 5 6; do
    port=$(servers_free_port "$port")
    "$command" "$dir" "$port"
    # In this very shell: a server ends with the process that started it, and a subshell would end at once.
    "${as[@]}" "${server_command[@]}" >>"$dir/$name.log" 2>&1 </dev/null &
    echo $! >"$dir/$name.pid"
    disown
    for waited in $(seq 1 300); do
      if "$ping" "$dir" "$port" >/dev/null 2>&1; then
        # Somebody else may have taken the port first: then this answer is not ours.
        servers_alive "$dir" "$name" && { echo "$port" >"$dir/$name.port"; return 0; }
      fi
      kill -0 "$(cat "$dir/$name.pid")" 2>/dev/null || break
      sleep 0.1
    done
    port=$((port + 1))
  done
  servers_say "$name did not start; the end of $dir/$name.log:"
  tail -20 "$dir/$name.log" >&2
  return 1
}

servers_password() { # DIR: a file with a random password, made once
  server_password_file=$1/password
  [ -s "$server_password_file" ] || (umask 077; od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$server_password_file")
  [ "$(id -u)" != 0 ] || chown "$(servers_os_user)" "$server_password_file"
  server_user=ssiis
}

servers_bin() { # NAME: PostgreSQL's programs are not on Debian's PATH
  command -v "$1" 2>/dev/null || ls /usr/lib/postgresql/*/bin/"$1" /usr/sbin/"$1" 2>/dev/null | tail -1
}

# ---- PostgreSQL

postgresql_command() {
  server_command=("$(servers_bin postgres)" -D "$1/postgresql" -c listen_addresses=127.0.0.1 -c "port=$2"
                  -c unix_socket_directories= -c max_connections=200)
  [ "${servers_fast:-0}" != 1 ] || server_command+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
}
postgresql_sql() { # DIR PORT DATABASE SQL
  PGPASSWORD=$(cat "$1/password") PGCONNECT_TIMEOUT=2 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$2" -U ssiis -d "$3" -c "$4"
}
postgresql_ping() { postgresql_sql "$1" "$2" postgres 'SELECT 1'; }

postgresql_start() { # DIR DATABASE
  local dir=$1
  if ! servers_alive "$dir" postgresql; then
    if [ ! -e "$dir/postgresql/PG_VERSION" ]; then
      "${as[@]}" "$(servers_bin initdb)" -D "$dir/postgresql" -U ssiis --pwfile="$dir/password" -A scram-sha-256 \
        -E UTF8 --locale=C.UTF-8 -N >"$dir/initdb.log" 2>&1 || { tail -5 "$dir/initdb.log" >&2; return 1; }
    fi
    servers_run "$dir" postgresql "$(servers_first_port)" postgresql_command postgresql_ping || return 1
  fi
  server_port=$(cat "$dir/postgresql.port")
  [ -n "$2" ] || return 0
  [ -n "$(postgresql_sql "$dir" "$server_port" postgres "SELECT 1 FROM pg_database WHERE datname = '$2'")" ] ||
    postgresql_sql "$dir" "$server_port" postgres \
      "CREATE DATABASE $2 TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'lo' LOCALE 'C.UTF-8' ENCODING UTF8"
}

# ---- MariaDB

mariadb_command() {
  [ -e "$1/socket" ] || mktemp -d /tmp/ssiis-sock.XXXXXX >"$1/socket"  # a socket's path may have 107 bytes
  mkdir -p "$(cat "$1/socket")"
  mkdir -p "$1/tmp"  # of its own: a server that starts removes the temporary tables of every other one from a common folder
  [ "$(id -u)" != 0 ] || chown "$(servers_os_user)" "$(cat "$1/socket")" "$1/tmp"
  server_command=("$(servers_bin mariadbd)" --no-defaults --datadir="$1/mariadb" --tmpdir="$1/tmp" --socket="$(cat "$1/socket")/s"
                  --pid-file="$1/mariadb/server.pid" --bind-address=127.0.0.1 --port="$2" --skip-log-bin --skip-name-resolve
                  --character-set-server=utf8mb4 --collation-server=utf8mb4_nopad_bin --max-connections=200
                  --max-allowed-packet=64M)
  [ "${servers_fast:-0}" = 1 ] || return 0
  server_command+=(--innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0)
  # No option spares the log of table definitions its waiting for the disk: 130 new tables take 15 s of a busy one.
  if compgen -G '/usr/lib/*/libeatmydata.so' >/dev/null; then
    server_command=(env LD_PRELOAD=libeatmydata.so "${server_command[@]}")
  else
    servers_say "libeatmydata1 is not installed: the tests on MariaDB take much longer"
  fi
}
mariadb_sql() { # DIR SQL, as the server's own administrator through its socket
  mariadb --no-defaults --default-character-set=utf8mb4 --connect-timeout=2 -N -B -u root --socket="$(cat "$1/socket")/s" -e "$2"
}
mariadb_ping() { mariadb_sql "$1" 'do 1'; }

mariadb_start() { # DIR DATABASE
  local dir=$1 password; password=$(cat "$dir/password")
  if ! servers_alive "$dir" mariadb; then
    if [ ! -e "$dir/mariadb/mysql" ]; then
      "${as[@]}" "$(servers_bin mariadb-install-db)" --no-defaults --datadir="$dir/mariadb" --skip-test-db \
        --auth-root-authentication-method=normal --innodb-log-file-size=16M >"$dir/install.log" 2>&1 || { tail -5 "$dir/install.log" >&2; return 1; }
    fi
    servers_run "$dir" mariadb "$(servers_first_port)" mariadb_command mariadb_ping || return 1
    # root without a password only through the socket, which lies in a folder of the servers' user
    mariadb_sql "$dir" "CREATE USER IF NOT EXISTS ssiis@'127.0.0.1' IDENTIFIED BY '$password';
      GRANT ALL ON *.* TO ssiis@'127.0.0.1' WITH GRANT OPTION;
      DROP USER IF EXISTS root@'127.0.0.1'; DROP USER IF EXISTS root@'::1'; DROP USER IF EXISTS ''@'localhost'"
  fi
  server_port=$(cat "$dir/mariadb.port")
  [ -z "$2" ] || mariadb_sql "$dir" "CREATE DATABASE IF NOT EXISTS $2"
}

# ---- all

servers_start() { # KIND DIR [DATABASE]
  local kind=$1 dir=$2 as
  case $kind in postgresql | mariadb) ;; *) servers_say "unknown kind $kind"; return 1 ;; esac
  servers_folder "$dir"
  dir=$(cd "$dir" && pwd)
  servers_as
  servers_password "$dir"
  "${kind}_start" "$dir" "${3:-}"
}

pgbouncer_command() {
  cat >"$1/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$(cat "$1/postgresql.port")
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $2
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $1/pgbouncer.users
pool_mode = transaction
default_pool_size = 4
ignore_startup_parameters = extra_float_digits
INI
  server_command=("$(servers_bin pgbouncer)" "$1/pgbouncer.ini")
}
servers_pgbouncer() { # DIR
  local dir as; dir=$(cd "$1" && pwd)
  servers_as
  printf '"ssiis" "%s"\n' "$(cat "$dir/password")" >"$dir/pgbouncer.users"
  [ "$(id -u)" != 0 ] || chown "$(servers_os_user)" "$dir/pgbouncer.users"
  servers_alive "$dir" pgbouncer ||
    servers_run "$dir" pgbouncer "$(servers_first_port)" pgbouncer_command postgresql_ping || return 1
  bouncer_port=$(cat "$dir/pgbouncer.port")
}

servers_stop() { # DIR
  local dir name pid; dir=$(cd "$1" 2>/dev/null && pwd) || return 0
  for name in pgbouncer postgresql mariadb; do
    servers_alive "$dir" "$name" || continue
    pid=$(cat "$dir/$name.pid")
    # INT is PostgreSQL's fast stop (TERM waits for clients); the others take TERM.
    if [ "$name" = postgresql ]; then kill -INT "$pid"; else kill -TERM "$pid"; fi
    for _ in $(seq 1 300); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    rm -f "$dir/$name.pid"
  done
  [ ! -e "$dir/socket" ] || { rm -rf "$(cat "$dir/socket")"; rm -f "$dir/socket"; }
}

odbc_settings() { # DIR
  mkdir -p "$1"
  local dir lib; dir=$(cd "$1" && pwd)
  lib=$(dirname "$(find /usr/lib -name psqlodbcw.so 2>/dev/null | head -1)")
  cat >"$dir/odbcinst.ini" <<INI
[ODBC]
Trace=No
Pooling=No

[PostgreSQL Unicode]
Driver=$lib/psqlodbcw.so
Debug=0
CommLog=0

[MariaDB Unicode]
Driver=$lib/libmaodbc.so
Threading=0

[SQLite3]
Driver=$lib/libsqlite3odbc.so
Threading=0
INI
  : >"$dir/odbc.ini"
  export ODBCSYSINI=$dir ODBCINI=$dir/odbc.ini PGCLIENTENCODING=UTF8
}
