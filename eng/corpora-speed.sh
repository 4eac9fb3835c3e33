#!/usr/bin/env bash
# Measures validators with published schemas and their documents, in one run: PatContracts and JsonDocument from bytes; Blaze (npm, @sourcemeta/jsonschema),
# JsonSchema.Net and NJsonSchema with documents that were parsed before. Requires npm, unless the command of Blaze is already installed.
#
#   eng/corpora-speed.sh DIR [OPTION...]
#     DIR      contains folders with schema.json and instances.jsonl
#     OPTION   an option of "ratios --corpora" (--json, --only, --seconds)
set -euo pipefail
blaze_version=16.11.0
corpora=$(cd "${1:?a folder of corpora is required}" && pwd)
shift
project=$(cd "$(dirname "$0")/.." && pwd)/tests/PatContracts.Benchmarks

installed=${TMPDIR:-/tmp}/sourcemeta-jsonschema-$blaze_version
blaze=$installed/node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-x86_64
if [ ! -x "$blaze" ]; then
  command -v npm >/dev/null || { echo "npm is required" >&2; exit 1; }
  mkdir -p "$installed"
  npm install --silent --no-save --prefix "$installed" "@sourcemeta/jsonschema@$blaze_version" >/dev/null
fi

dotnet build "$project" -c Release -v quiet -nologo
exec dotnet run --project "$project" -c Release --no-build -- ratios --corpora "$corpora" --peers --blaze "$blaze" "$@"
