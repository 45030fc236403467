# What the scripts say, and how they wait. Sourced; ROOT and LOGS are set by the caller.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Compilers that stay behind for the next build would outlive Ctrl-C.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

STEP_PID=""

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# A process of its own group (Ctrl-C reaches this script alone, which then ends things in order) that ends when this script is killed.
apart() {
  if setpriv --help 2>&1 | grep -q -- --pdeathsig; then
    exec setpriv --pdeathsig TERM setsid "$@"
  else
    exec setsid "$@"
  fi
}

# step LABEL COMMAND...: runs a command with its output in a log and shows that time passes.
step() {
  local label=$1 log began=$SECONDS shown=0 code=0
  shift
  log="$LOGS/$(printf '%s' "$label" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z' | sed 's/^-*//; s/-*$//').log"
  printf '%s ' "$label"
  (apart "$@") >"$log" 2>&1 </dev/null 9>&- &
  STEP_PID=$!
  while kill -0 "$STEP_PID" 2>/dev/null; do
    sleep 0.2
    if (((SECONDS - began) / 3 > shown)); then
      shown=$(((SECONDS - began) / 3))
      printf '.'
    fi
  done
  wait "$STEP_PID" || code=$?
  STEP_PID=""
  if ((code == 0)); then
    printf ' %d s\n' "$((SECONDS - began))"
  else
    printf ' failed after %d s\n' "$((SECONDS - began))"
    tail -n 60 "$log" >&2
    printf 'The whole log is in %s\n' "$log" >&2
  fi
  return "$code"
}

# Ends a process and its children: politely, then not.
end_group() {
  local pid=$1 tries=0
  [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null || return 0
  kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && ((tries++ < 100)); do sleep 0.1; done
  kill -KILL -- "-$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

one_at_a_time() {
  exec 9>"$ROOT/.data/$1.lock"
  flock -n 9 || fail "scripts/$1 is already running here: stop it first (Ctrl-C in its window)."
}

need_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download (Ubuntu: sudo apt-get install dotnet-sdk-10.0)."
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) || fail "The .NET SDK here is too old for global.json: install .NET SDK 10, https://dotnet.microsoft.com/download"
}

# Installs packages of the system when we may; otherwise says with which command.
install_packages() {
  local -a as_root=()
  if ((EUID != 0)); then as_root=(sudo); fi
  if ! command -v apt-get >/dev/null; then
    say "Please install with your system's packages: $*" >&2
    return 1
  fi
  if ((EUID != 0)) && ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
    say "Please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    return 1
  fi
  step "Reading the list of the system's packages" "${as_root[@]}" apt-get update -q &&
    step "Installing $*" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FIRST: the first port from FIRST on where nobody listens.
free_port() {
  local port=$1
  while ! port_is_free "$port"; do port=$((port + 1)); done
  printf '%s' "$port"
}

# http_ok PORT PATH: does it answer 200?
http_ok() {
  local line=""
  {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    IFS= read -t 5 -r line <&3
    exec 3<&- 3>&-
  } 2>/dev/null
  [[ $line == *" 200"* ]]
}

# http_json PORT PATH [BODY]: what it answers to a GET, or to a POST of that JSON.
http_json() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    if (($# > 2)); then
      printf 'POST %s HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' "$2" "${#3}" "$3" >&3
    else
      printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
    fi
    sed '1,/^\r$/d' <&3
  )
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
