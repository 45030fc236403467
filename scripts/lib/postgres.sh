# A private PostgreSQL cluster of the project's own. Sourced after say.sh; ROOT is set by the caller.
#
#   postgres_up demo|test|bench|faults   sets POSTGRES, an Npgsql connection string of the role "voisins": ordinary owner, may create databases
#   postgres_down           stops what postgres_up started
#   postgres_forget         removes the cluster's data
#
# When VOISINS_POSTGRES is set, it is used as it is and no cluster is made.

PG_HOME="" PG_BIN="" PG_ACCOUNT="" PG_STARTED="" PG_SOCKETS=""

# PostgreSQL refuses to run as root: then it runs as the system's own account for it.
pg_run() {
  if [[ -n $PG_ACCOUNT ]]; then
    (cd / && runuser -u "$PG_ACCOUNT" -- "$@" 9>&-)
  else
    (cd / && "$@" 9>&-)
  fi
}

pg_place() {
  local kind=$1
  PG_HOME="$ROOT/.data/postgres-$kind"
  if ((EUID == 0)); then
    PG_ACCOUNT=nobody
    if getent passwd postgres >/dev/null; then PG_ACCOUNT=postgres; fi
    # A checkout below /root is out of that account's reach.
    if ! pg_run test -x "$ROOT/.data"; then
      PG_HOME="/var/tmp/voisins-vigilants-$(printf '%s' "$ROOT" | sha256sum | cut -c1-12)/postgres-$kind"
    fi
  fi
}

pg_candidates() {
  local ctl
  if ctl=$(command -v pg_ctl); then dirname "$(readlink -f "$ctl")"; fi
  ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV
}

pg_find() {
  local folder wanted="" candidates
  mapfile -t candidates < <(pg_candidates)
  if pg_run test -f "$PG_HOME/data/PG_VERSION"; then wanted=$(pg_run cat "$PG_HOME/data/PG_VERSION"); fi
  PG_BIN=""
  for folder in "${candidates[@]}"; do
    [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/psql ]] || continue
    if [[ -z $wanted || $("$folder/pg_ctl" --version) == *" $wanted"* ]]; then
      PG_BIN=$folder
      return 0
    fi
  done
  [[ -z $wanted ]] || ((${#candidates[@]} == 0)) || fail "The data in $PG_HOME were made by PostgreSQL $wanted, which is not here any more: install it, or begin afresh with --reset."
  return 1
}

pg_install() {
  say "PostgreSQL is not installed."
  if ((EUID == 0)) && command -v apt-get >/dev/null && [[ ! -e /etc/postgresql-common ]]; then
    # Only the programs are wanted: no cluster of the system's own on our account.
    mkdir -p /etc/postgresql-common/createcluster.d
    printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.d/voisins-vigilants.conf
  fi
  install_packages postgresql || fail "Or give a server of your own: VOISINS_POSTGRES='Host=...;Username=...;Password=...' (a role that may create databases)."
}

pg_make() {
  local locale=C
  if locale -a 2>/dev/null | grep -qix 'c.utf-\?8'; then locale=C.UTF-8; fi
  mkdir -p "$PG_HOME"
  chmod 755 "$(dirname "$PG_HOME")"
  if [[ -n $PG_ACCOUNT ]]; then chown "$PG_ACCOUNT" "$PG_HOME"; fi
  chmod 700 "$PG_HOME"
  pg_run "$PG_BIN/initdb" --pgdata="$PG_HOME/data.new" --username=cluster --encoding=UTF8 --locale="$locale" --auth-local=peer --auth-host=scram-sha-256 --no-sync \
    >"$LOGS/postgres-initdb.log" 2>&1 || fail "PostgreSQL could not be set up: see $LOGS/postgres-initdb.log"
  pg_run bash -c 'printf "local all cluster peer map=owner\nhost all voisins 127.0.0.1/32 scram-sha-256\n" >"$1/pg_hba.conf"; printf "owner %s cluster\n" "$(id -un)" >"$1/pg_ident.conf"; mv "$1" "${1%.new}"' _ "$PG_HOME/data.new"
}

# One line of SQL as the cluster's own superuser, who can come in through the private socket only.
pg_sql() { pg_run "$PG_BIN/psql" --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --host="$PG_SOCKETS" --port="$PG_PORT" --username=cluster --dbname="${2:-postgres}" --command="$1"; }

pg_start() {
  local kind=$1 speed="" tries=0
  # What a test writes may be lost with the machine; what a demo writes may not.
  if [[ $kind == test ]]; then speed="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"; fi
  # What is killed here is the server, not the machine: what the system has taken is safe.
  if [[ $kind == faults ]]; then speed="-c fsync=off -c full_page_writes=off"; fi
  if [[ $kind == bench ]]; then speed="-c track_commit_timestamp=on -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track=none -c max_wal_size=4GB"; fi
  PG_SOCKETS="$PG_HOME/socket"
  # The system allows 107 characters for the path of a socket.
  if ((${#PG_SOCKETS} > 80)); then PG_SOCKETS="/tmp/voisins-$(printf '%s' "$PG_HOME" | sha256sum | cut -c1-12)"; fi
  pg_run mkdir -p -m 700 "$PG_SOCKETS"
  if pg_run "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" status >/dev/null 2>&1; then
    pg_run "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --mode=fast --wait stop >/dev/null
  fi
  while ((tries++ < 5)); do
    PG_PORT=$(free_port "$((20000 + RANDOM % 10000))")
    PG_STARTED=yes
    if pg_run "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --log="$PG_HOME/server.log" --wait --timeout=60 \
      --options="-p $PG_PORT -k $PG_SOCKETS -c listen_addresses=127.0.0.1 -c max_connections=200 $speed" start >/dev/null 2>&1; then return 0; fi
  done
  PG_STARTED=""
  pg_run tail -n 20 "$PG_HOME/server.log" >&2 || true
  fail "PostgreSQL does not start: see $PG_HOME/server.log"
}

# pg_given NAME: a value of the connection string that was given; names as Npgsql knows them, alternatives after a backslash and a bar.
pg_given() { printf '%s' "$POSTGRES" | tr ';' '\n' | sed -n "s/^ *\($1\) *= *//Ip" | head -n 1; }

# A connection string that names no database gets one of our own, made when it is not there.
pg_given_database() {
  local psql="" host port
  [[ -z $(pg_given 'database\|db') ]] || return 0
  psql=$(command -v psql || ls -d /usr/lib/postgresql/*/bin/psql 2>/dev/null | tail -n 1 || true)
  [[ -n $psql ]] || fail "VOISINS_POSTGRES names no database, and there is no psql here to make one: create it, and add Database=... to the connection string."
  host=$(pg_given 'host\|server') port=$(pg_given port)
  export PGPASSWORD
  PGPASSWORD=$(pg_given 'password\|pwd')
  local -a as_given=("$psql" --no-psqlrc --quiet --tuples-only --no-align "--host=${host:-localhost}" "--port=${port:-5432}" "--username=$(pg_given 'username\|user name\|user id\|userid\|user')" --dbname=postgres)
  if [[ -z $("${as_given[@]}" --command="select 1 from pg_database where datname = 'voisins_demo'") ]]; then
    "${as_given[@]}" --command="create database voisins_demo" || fail "The role of VOISINS_POSTGRES cannot create the database voisins_demo."
  fi
  unset PGPASSWORD
  POSTGRES="${POSTGRES%;};Database=voisins_demo"
}

postgres_up() {
  local kind=$1 password
  if [[ -n ${VOISINS_POSTGRES:-} ]]; then
    POSTGRES=$VOISINS_POSTGRES
    if [[ $kind == demo ]]; then pg_given_database; fi
    say "PostgreSQL: the server of VOISINS_POSTGRES"
    return
  fi
  pg_place "$kind"
  if ! pg_find; then
    pg_install
    pg_place "$kind"
    pg_find || fail "PostgreSQL was installed, but initdb, pg_ctl and psql are neither on PATH nor in /usr/lib/postgresql/*/bin."
  fi
  if ! pg_run test -f "$PG_HOME/data/PG_VERSION"; then
    pg_run rm -rf "$PG_HOME/data.new" 2>/dev/null || true
    pg_make
  fi
  pg_start "$kind"

  # A new password at every start: it lives in the memory of what is started here, and nowhere else.
  password=$(random_word)
  if [[ -z $(pg_sql "select 1 from pg_roles where rolname = 'voisins'") ]]; then pg_sql "create role voisins login createdb nosuperuser"; fi
  pg_sql "alter role voisins password '$password'"
  if [[ -z $(pg_sql "select 1 from pg_database where datname = 'voisins'") ]]; then pg_sql "create database voisins owner voisins"; fi
  POSTGRES="Host=127.0.0.1;Port=$PG_PORT;Username=voisins;Password=$password;Database=voisins"
  say "PostgreSQL: $("$PG_BIN/postgres" --version | cut -d' ' -f3), a cluster of its own in $PG_HOME"
}

postgres_down() {
  [[ -n $PG_STARTED ]] || return 0
  PG_STARTED=""
  pg_run "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --mode="${1:-fast}" --wait --timeout=30 stop >/dev/null 2>&1 || true
}

postgres_forget() {
  pg_place "$1"
  pg_run test -d "$PG_HOME" || return 0
  if pg_find; then pg_run "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --mode=immediate --wait stop >/dev/null 2>&1 || true; fi
  rm -rf -- "${PG_HOME:?}"
  if [[ $PG_HOME != "$ROOT"/* ]]; then rmdir --ignore-fail-on-non-empty "$(dirname "$PG_HOME")"; fi
}
