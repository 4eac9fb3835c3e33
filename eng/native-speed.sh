#!/usr/bin/env bash
# Measures native builds: loading a contract and validating once, compared with a program that does nothing; and the whole process of the command with 10,000
# payloads, compared with the command of Blaze (npm, @sourcemeta/jsonschema) on the same files. Requires gcc or clang, npm and hyperfine.
set -euo pipefail
cd "$(dirname "$0")/.."
blaze_version=16.11.0
work=$PWD/artifacts/native-speed
runs=${1:-40}
rm -rf "$work"
mkdir -p "$work/cold" "$work/blaze"

for tool in npm hyperfine; do
  command -v "$tool" >/dev/null || { echo "$tool is required" >&2; exit 1; }
done

cat >"$work/cold/cold.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <PublishAot>true</PublishAot>
    <InvariantGlobalization>true</InvariantGlobalization>
    <RunAnalyzers>false</RunAnalyzers>
    <CppCompilerAndLinker Condition="!Exists('/usr/bin/clang')">gcc</CppCompilerAndLinker>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="../../../schema/PatContracts/PatContracts.csproj" />
  </ItemGroup>
</Project>
PROJECT
cat >"$work/cold/Program.cs" <<'PROGRAM'
if (args.Length == 0) return 0;
return PatContracts.PatContract.V3.IsValid("""{"id":"a","name":"b","scope":null,"owner":{},"created":"2024-02-20T08:00:00.000Z"}"""u8) ? 0 : 1;
PROGRAM
dotnet publish "$work/cold" -c Release -r linux-x64 -o "$work/cold/out" -v q --nologo
dotnet publish schema/PatContracts.Tool -c Release -p:NativeTool=true -r linux-x64 -o "$work/tool" -v q --nologo
(cd "$work/blaze" && npm install --silent --no-save --prefix . "@sourcemeta/jsonschema@$blaze_version" >/dev/null)

ours=$work/tool/pat-contracts
blaze=$work/blaze/node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-x86_64
contract=v3-2024-02-20
cd "$work"
"$ours" schema $contract >one.json
"$ours" schema $contract-list >list.schema.json
"$ours" sample $contract --count 10000 --seed 1 >payloads.jsonl
{ printf '['; paste -sd, payloads.jsonl | tr -d '\n'; printf ']'; } >payloads.json

# Verify that both accept the payloads before they are timed.
"$ours" check --contract $contract payloads.json payloads.jsonl
"$blaze" validate --resolve one.json list.schema.json payloads.json --fast --format-assertion
"$blaze" validate one.json payloads.jsonl --fast --format-assertion

measure() { hyperfine -N --warmup 5 --runs "$runs" "$@" 2>/dev/null | grep -E 'Benchmark|Time'; }
echo "== load and validate once"
measure "$work/cold/out/cold" "$work/cold/out/cold once"
echo "== list"
measure "$blaze validate --resolve one.json list.schema.json payloads.json --fast --format-assertion" \
  "$ours check --schema list.schema.json --ref one.json payloads.json" "$ours check --contract $contract payloads.json"
echo "== lines"
measure "$blaze validate one.json payloads.jsonl --fast --format-assertion" \
  "$ours check --schema one.json payloads.jsonl" "$ours check --contract $contract payloads.jsonl"
echo "== folder of 10,000 and of 20,000 files"
mkdir -p folder-10000 folder-20000
split -l 1 -a 5 -d --additional-suffix=.json payloads.jsonl folder-10000/
cp folder-10000/* folder-20000
for file in folder-10000/*; do cp "$file" "folder-20000/again-${file##*/}"; done
measure "$blaze validate one.json folder-20000 --fast --format-assertion" \
  "$ours check --schema one.json -j 1 folder-10000" "$ours check --schema one.json -j 1 folder-20000"
echo "== start and end only"
measure "$blaze version" "$ours --version" "cat payloads.jsonl"
