#!/usr/bin/env bash
# Measures a long run of pat-contracts: generates a gigabyte of NDJSON, and checks it on a separate terminal. Prints the progress line, the maximum resident
# memory, and the result of a run that is interrupted by Ctrl-C. The exit code is 1 if a limit is exceeded.
#
#   eng/large-run.sh [MEGABYTES] [COMMAND...]     default: 1024, and the command that this repository builds
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
megabytes=${1:-1024}
shift || true
if [ $# -eq 0 ]; then
  dotnet build "$root/schema/PatContracts.Tool" -c Release -v quiet -nologo
  set -- dotnet exec "$root/schema/PatContracts.Tool/bin/Release/net10.0/pat-contracts.dll"
fi

# 256 MB, plus 64 bytes for each token, which the checks that compare tokens store.
memory_limit_mb=$((256 + megabytes / 8))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED: $*"; failed=1; }

echo "generating $megabytes MB"
"$@" sample v2026 --count 1000 --seed 7 >"$work/seed.ndjson"
# A number makes ids and names unique. The first token, and every 100,000th after it, has no date.
awk -v limit=$((megabytes * 1048576)) '
  {
    id = index($0, "\"id\":\"") + 6
    name = id + index(substr($0, id), "\"name\":\"") + 7
    first[NR] = substr($0, 1, id - 1)
    middle[NR] = substr($0, id, name - id)
    last[NR] = substr($0, name)
  }
  END {
    while (size < limit) {
      i = n % NR + 1
      line = first[i] n "-" middle[i] n "-" last[i]
      if (n % 100000 == 0) sub(/"created":/, "\"made\":", line)
      size += length(line) + 1
      n++
      print line
    }
  }' "$work/seed.ndjson" >"$work/large.ndjson"
lines=$(wc -l <"$work/large.ndjson")
echo "$lines tokens, $(du -m "$work/large.ndjson" | cut -f1) MB"

# The process writes its own id, because it runs on a separate terminal as a child of another process.
cat >"$work/run.sh" <<'RUN'
echo $$ >"$PID_FILE"
exec "$@"
RUN

# Without job control, a shell starts background processes with SIGINT ignored.
set -m

# Starts the command on a terminal, and writes its output to a file.
on_terminal() {
  local shown=$1 quoted
  shift
  printf -v quoted '%q ' bash "$work/run.sh" "$@"
  PID_FILE=$work/pid TERM=xterm-256color script -qec "stty cols 120; $quoted" /dev/null </dev/null >"$shown" 2>&1 &
  script=$!
  while [ ! -s "$work/pid" ]; do sleep 0.01; done
  pid=$(cat "$work/pid")
  rm "$work/pid"
}

peak_mb() { awk '/^VmHWM:/ { print int($2 / 1024) }' "/proc/$pid/status" 2>/dev/null || true; }

milliseconds() { date +%s%3N; }

echo
echo "== complete run"
begin=$(milliseconds)
on_terminal "$work/whole.txt" "$@" check "$work/large.ndjson" --contract v2026
peak=0
while kill -0 "$pid" 2>/dev/null; do
  now=$(peak_mb)
  [ "${now:-0}" -gt "$peak" ] && peak=$now
  sleep 0.05
done
code=0
wait "$script" || code=$?
took=$(($(milliseconds) - begin))
progress=$(tr '\r' '\n' <"$work/whole.txt" | grep -ac 'checking:' || true)
echo "progress shown $progress times, for example: $(tr '\r' '\n' <"$work/whole.txt" | sed 's/\x1b\[[0-9;]*[a-zA-Z]//g' | grep -a 'checking:' | sed -n "$((progress / 2 + 1))p")"
echo "last line: $(sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' "$work/whole.txt" | tr '\r' '\n' | grep -a . | tail -n 1)"
echo "exit code $code after $took ms, at most $peak MB resident"
[ "$code" -eq 1 ] || fail "the exit code is not 1"
[ "$progress" -ge 3 ] || fail "no progress was shown"
[ "$peak" -le "$memory_limit_mb" ] || fail "more than $memory_limit_mb MB were resident"

echo
echo "== interrupted run"
on_terminal "$work/cut.txt" "$@" check "$work/large.ndjson" --contract v2026 --output "json=$work/cut.json"
half=$((megabytes * 524288))
while kill -0 "$pid" 2>/dev/null && [ "$(awk '/^rchar:/ { print $2 }' "/proc/$pid/io" 2>/dev/null || echo $half)" -lt "$half" ]; do sleep 0.01; done
begin=$(milliseconds)
kill -INT "$pid"
code=0
wait "$script" || code=$?
took=$(($(milliseconds) - begin))
checked=$(tr -d ' \n' <"$work/cut.json" | sed 's/.*"summary":{"files":1,"payloads":\([0-9]*\).*/\1/')
echo "exit code $code, $took ms after the signal; $checked of $lines payloads are in the report"
[ "$code" -eq 130 ] || fail "the exit code is not 130"
[ "$took" -le 2000 ] || fail "it continued for $took ms"
grep -q '"interrupted": true' "$work/cut.json" || fail "the report is not marked as interrupted"
[ "$checked" -gt 0 ] && [ "$checked" -lt "$lines" ] || fail "the report does not contain a part of the payloads"

exit "$failed"
