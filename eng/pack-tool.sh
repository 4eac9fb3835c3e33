#!/usr/bin/env bash
# Packs pat-contracts as a set of .NET tool packages: native code for the platform of this machine, a portable package for all others, and the package that
# users install, from which "dotnet tool install PatContracts.Tool" selects one of them. Linking native code requires clang or gcc. Without them, use
# "dotnet pack schema/PatContracts.Tool", which creates one portable package for all platforms.
#
#   eng/pack-tool.sh FOLDER [arguments for dotnet pack, such as -p:VersionSuffix=rc.1]
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: eng/pack-tool.sh FOLDER [arguments for dotnet pack]" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
project=$(cd "$(dirname "$0")/.." && pwd)/schema/PatContracts.Tool

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  echo "eng/pack-tool.sh: clang or gcc is required to link native code" >&2
  exit 1
fi

# The runtime identifier of this machine: linux-x64, linux-arm64, linux-musl-x64, osx-arm64 …
platform=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)

pack() {
  dotnet pack "$project" -c Release -p:NativeTool=true "-p:NativeToolPlatforms=$platform" -o "$folder" "$@"
}

pack -r "$platform" "$@"
pack -r any "$@"
pack "$@"
