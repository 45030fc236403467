#!/usr/bin/env bash
# A PostgreSQL cluster that may be stopped at any moment, for the fault suite. What it prints is KEY=VALUE, a line each.
#   scripts/lib/cluster.sh up       makes it, starts it, and says how to reach and how to stop it
#   scripts/lib/cluster.sh down     stops it and removes its data
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOGS="$ROOT/.data/faults"
mkdir -p "$LOGS"
. "$ROOT/scripts/lib/say.sh"
. "$ROOT/scripts/lib/postgres.sh"
unset VOISINS_POSTGRES

if [[ $1 == down ]]; then
  postgres_forget faults
  exit 0
fi
postgres_forget faults
postgres_up faults >&2
printf 'POSTGRES=%s\nBIN=%s\nDATA=%s\nSOCKETS=%s\nPORT=%s\nACCOUNT=%s\n' "$POSTGRES" "$PG_BIN" "$PG_HOME/data" "$PG_SOCKETS" "$PG_PORT" "$PG_ACCOUNT"
