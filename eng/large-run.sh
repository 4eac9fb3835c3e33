#!/usr/bin/env bash
# A long run of pat-contracts, watched: NDJSON of a gigabyte, made here, is checked on a terminal of its own. Shown are the progress line, the most memory that was
# resident, and what is left of a run that is ended by Ctrl-C in the middle. Ends with 1 where a bound is broken.
#
#   eng/large-run.sh [MEGABYTES] [COMMAND...]     1024, and the command as this repository builds it, where nothing is said
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
megabytes=${1:-1024}
shift || true
if [ $# -eq 0 ]; then
  dotnet build "$root/schema/PatContracts.Tool" -c Release -v quiet -nologo
  set -- dotnet exec "$root/schema/PatContracts.Tool/bin/Release/net10.0/pat-contracts.dll"
fi

# 256 MB, and 64 bytes for each token: what the checks that compare tokens remember.
memory_limit_mb=$((256 + megabytes / 8))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "FAILED: $*"; failed=1; }

echo "making $megabytes MB"
"$@" sample v2026 --count 1000 --seed 7 >"$work/seed.ndjson"
# Ids and names are told apart by a number; the first token and every 100,000th from there lacks its date.
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

# The process says its own number, because it runs on a terminal below another one.
cat >"$work/run.sh" <<'RUN'
echo $$ >"$PID_FILE"
exec "$@"
RUN

# Without job control a shell makes what it starts in the background deaf to Ctrl-C.
set -m

# Starts the command on a terminal; what it shows goes to a file.
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
echo "== the whole"
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
echo "progress shown $progress times, for one: $(tr '\r' '\n' <"$work/whole.txt" | sed 's/\x1b\[[0-9;]*[a-zA-Z]//g' | grep -a 'checking:' | sed -n "$((progress / 2 + 1))p")"
echo "last line: $(sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' "$work/whole.txt" | tr '\r' '\n' | grep -a . | tail -n 1)"
echo "exit code $code after $took ms, at most $peak MB resident"
[ "$code" -eq 1 ] || fail "the exit code is not 1"
[ "$progress" -ge 3 ] || fail "no progress was shown"
[ "$peak" -le "$memory_limit_mb" ] || fail "more than $memory_limit_mb MB were resident"

echo
echo "== Ctrl-C in the middle"
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
[ "$took" -le 2000 ] || fail "it went on for $took ms"
grep -q '"interrupted": true' "$work/cut.json" || fail "the report does not say that it is a part"
[ "$checked" -gt 0 ] && [ "$checked" -lt "$lines" ] || fail "the report is not of a part"

exit "$failed"
