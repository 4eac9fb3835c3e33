#!/usr/bin/env bash
# Builds client libraries with this repository's analyzers and with bindings generated from the libraries' model classes. Every class with at least three
# assignable properties is bound to a contract with the JSON names of its properties. A property is required if it is marked as required or is not nullable;
# in code without nullable annotations, also if the client assigns it anywhere. A client is a folder of projects, or a package (PACKAGE@VERSION, with
# @FRAMEWORK if it is not net10.0), which is restored and decompiled first.
#
# Fails if an analyzer throws an exception (AD0001) or a client does not build. Prints the duration of each build without and with the analyzers, the number
# of findings of each rule, and a random sample of the findings to review, which is the same for the same seed. Only the build writes into a client's folder.
#
# usage: eng/client-check.sh SAMPLE SEED CLIENT ... [-- argument of dotnet build ...]
#
#   eng/client-check.sh 60 1 Octokit@14.0.0 Stripe.net@53.1.0@netstandard2.0 AWSSDK.DynamoDBv2@4.1.0 Microsoft.Identity.Client@4.92.0
#
#   git clone --depth 1 https://github.com/octokit/octokit.net /tmp/octokit
#   eng/client-check.sh 60 1 /tmp/octokit/Octokit -- -f netstandard2.0
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
sample=$1
seed=$2
shift 2
clients=()
while (($# > 0)) && [[ $1 != -- ]]; do clients+=("$1"); shift; done
shift $(($# > 0))
out=$(mktemp -d)
status=0

dotnet build "$repository/analyzers/PatContracts.CodeFixes" -c Release -v q --nologo
analyzers=$repository/analyzers/PatContracts.CodeFixes/bin/Release/netstandard2.0

build() { dotnet build "$1" -t:Rebuild --no-restore -v q --nologo -p:UseSharedCompilation=false "${@:3}" >"$2" 2>&1; }

for client in "${clients[@]}"; do
  IFS=@ read -r package version framework <<<"$client"
  name=$(basename "$package")
  work=$out/$name
  mkdir -p "$work/logs"
  if [[ -d $client ]]; then
    folder=$(cd "$client" && pwd)
  else
    folder=$work/client
    dotnet run --file "$repository/eng/client-sources.cs" -- "$package" "$version" "${framework:-net10.0}" "$folder"
  fi

  dotnet run --file "$repository/eng/client-check.cs" -- bindings "$folder" "$work" "$analyzers"
  while IFS= read -r project; do
    # The build's own warnings are ignored. A project that does not build is reported, and the check continues with the next one.
    log=$work/logs/$(basename "$project").log
    dotnet restore "$project" -v q --nologo >"$log" 2>&1 && from=$EPOCHREALTIME &&
      build "$project" "$log" -p:RunAnalyzers=false "$@" && between=$EPOCHREALTIME &&
      build "$project" "$log" -p:CustomAfterMicrosoftCommonTargets="$work/check.targets" "$@" &&
      echo "$name: $(basename "$project") $(bc <<<"scale=1; ($between - $from) / 1") s, with the analyzers $(bc <<<"scale=1; ($EPOCHREALTIME - $between) / 1") s" ||
      { echo "$project does not build:"; grep -m 5 -E "error" "$log" || true; status=1; }
  done < <(find "$folder" -name '*.csproj' -not -path '*/obj/*' | sort)
done

dotnet run --file "$repository/eng/client-check.cs" -- report "$out" "$sample" "$seed" || status=1
echo "logs, contracts and sources: $out"
exit $status
