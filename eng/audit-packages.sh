#!/usr/bin/env bash
# Fails if a package of the solution, direct or transitive, has a known vulnerability. Exits with 77 (skipped) if no package source provides
# vulnerability data, because the restore then reports nothing, which must not look like a successful audit.
set -uo pipefail
cd "$(dirname "$0")/.."

provides_data() {
  local source
  while read -r source; do
    curl --silent --show-error --fail --max-time 20 "$source" | grep -q '"VulnerabilityInfo/' && return 0
  done < <(dotnet nuget list source --format short | sed -n 's/^E[^ ]* \(https\?:\/\/.*\)$/\1/p')
  return 1
}

if ! provides_data; then
  echo "skipped: no package source provides vulnerability data (resource VulnerabilityInfo)"
  exit 77
fi
dotnet restore --force-evaluate -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low \
  -p:TreatWarningsAsErrors=false '-warnaserror:NU1901;NU1902;NU1903;NU1904;NU1905'
