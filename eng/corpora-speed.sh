#!/usr/bin/env bash
# Real schemas with their documents, in one run: PatContracts and JsonDocument from bytes, Blaze (npm, @sourcemeta/jsonschema), JsonSchema.Net and NJsonSchema
# evaluating documents that were parsed beforehand. Needs npm where the command is not yet installed.
#
#   eng/corpora-speed.sh DIR [OPTION...]     DIR holds folders with schema.json and instances.jsonl; options go to "ratios --corpora" (--json, --only, --seconds)
set -euo pipefail
blaze_version=16.11.0
corpora=$(cd "${1:?a folder of corpora is required}" && pwd)
shift
project=$(cd "$(dirname "$0")/.." && pwd)/tests/PatContracts.Benchmarks

installed=${TMPDIR:-/tmp}/sourcemeta-jsonschema-$blaze_version
blaze=$installed/node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-x86_64
if [ ! -x "$blaze" ]; then
  command -v npm >/dev/null || { echo "npm is needed" >&2; exit 1; }
  mkdir -p "$installed"
  npm install --silent --no-save --prefix "$installed" "@sourcemeta/jsonschema@$blaze_version" >/dev/null
fi

dotnet build "$project" -c Release -v quiet -nologo
exec dotnet run --project "$project" -c Release --no-build -- ratios --corpora "$corpora" --peers --blaze "$blaze" "$@"
