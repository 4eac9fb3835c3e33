#!/usr/bin/env bash
# Packs pat-contracts as a set of .NET tool packages: native code for this machine's platform, a portable package for all others, and the package that
# users name, which makes "dotnet tool install PatContracts.Tool" choose between them. Linking native code needs clang or gcc; where neither is there,
# use plain "dotnet pack schema/PatContracts.Tool", which makes one portable package that works everywhere.
#
#   eng/pack-tool.sh FOLDER [arguments for dotnet pack, such as -p:VersionSuffix=rc.1]
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: eng/pack-tool.sh FOLDER [arguments for dotnet pack]" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
project=$(cd "$(dirname "$0")/.." && pwd)/schema/PatContracts.Tool

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  echo "eng/pack-tool.sh: neither clang nor gcc is there to link native code" >&2
  exit 1
fi

# The name that .NET has for this machine: linux-x64, linux-arm64, linux-musl-x64, osx-arm64 …
platform=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)

pack() {
  dotnet pack "$project" -c Release -p:NativeTool=true "-p:NativeToolPlatforms=$platform" -o "$folder" "$@"
}

pack -r "$platform" "$@"
pack -r any "$@"
pack "$@"
