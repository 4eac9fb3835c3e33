#!/usr/bin/env bash
# Builds a client library with this repository's analyzers and with bindings made of its own model classes: every public class of three or more
# settable properties is bound to a contract of their JSON names, in which what is required or not nullable is required. Fails where an analyzer fails
# (AD0001); prints how often each rule fired and a sample of what it reported, to be read one by one. Nothing is written into the client's folder but what its
# build writes.
#
# usage: eng/client-check.sh CLIENT [SAMPLE] [argument of dotnet build ...]
#
#   git clone --depth 1 https://github.com/octokit/octokit.net /tmp/octokit
#   eng/client-check.sh /tmp/octokit/Octokit 60 -f netstandard2.0
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
client=$(cd "$1" && pwd)
sample=${2:-60}
shift $(($# < 2 ? $# : 2))
out=$(mktemp -d)

dotnet build "$repository/analyzers/PatContracts.CodeFixes" -c Release -v q --nologo
analyzers=$repository/analyzers/PatContracts.CodeFixes/bin/Release/netstandard2.0
dotnet run "$repository/eng/client-check.cs" -- bindings "$client" "$out" "$analyzers"

status=0
while IFS= read -r project; do
  # What a client's build says of itself is its own business; a project that does not build is named, and the others are looked at.
  dotnet build "$project" -t:Rebuild -v q --nologo -p:UseSharedCompilation=false -p:CustomAfterMicrosoftCommonTargets="$out/check.targets" "$@" \
    >"$out/logs/$(basename "$project").log" 2>&1 || { echo "$project does not build:"; grep -m 5 -E "error" "$out/logs/$(basename "$project").log" || true; status=1; }
done < <(find "$client" -name '*.csproj' -not -path '*/obj/*' | sort)

dotnet run "$repository/eng/client-check.cs" -- report "$out" "$sample" || status=1
echo "logs and contracts: $out"
exit $status
