#!/usr/bin/env bash
# Measures the cost of the analyzers: generates projects, builds each with the analyzers of this repository and those of the package Meziantou.Analyzer, and
# prints the times that the compiler reports for both (/reportanalyzer).
#
#   with     1,000 files with 10,000 constructions, nearly all of which need no control flow
#   hard     1,000 files with two mistakes each, in bodies whose control flow has to be followed to find them
#   flow     800 bodies with a loop, a try, branches, a switch and two helpers
#   without  1,000 files without any bound model
#   tokens   one initializer with 5,000 tokens
#   helpers  200 helpers that call three others each, and 30 that call five
#   typing   a file of 38 KB, and the additional time of the analyzers after each key
#   share    flow and with again: the compiler runs five times with and without the analyzers of this repository, in turn; prints the medians of its elapsed
#            time and of its processor time (requires the other two)
#
# The analyzers of this repository are added after those of the packages, as NuGet would: packages are in alphabetical order.
#
# usage: eng/analyzer-cost.sh [folder [project ...]]
#        default: a temporary folder and all projects but share; requires a package source with Meziantou.Analyzer
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
shift || true
projects=${*:-with hard flow without tokens helpers typing}
version() { # of a package, as Directory.Packages.props pins it
  sed -n "s/.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$repository/Directory.Packages.props"
}
meziantou=$(version Meziantou.Analyzer)
roslyn=$(version Microsoft.CodeAnalysis.CSharp)
binaries=$repository/analyzers/PatContracts.CodeFixes/bin/Release/netstandard2.0

dotnet build "$repository/analyzers/PatContracts.CodeFixes" -c Release -v q --nologo
dotnet build "$repository/schema/PatContracts" -c Release -f net10.0 -v q --nologo

generate() { # folder, project, files
  mkdir -p "$1"
  cat > "$1/Cost.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
    <ReportAnalyzer>true</ReportAnalyzer>
    <UseSharedCompilation>false</UseSharedCompilation>
    <NoWarn>\$(NoWarn);CA1050</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Meziantou.Analyzer" Version="$meziantou" />
    $([ "$2" != without ] && echo "<Reference Include=\"$repository/schema/PatContracts/bin/Release/net10.0/PatContracts.dll\" />")
  </ItemGroup>
  <Target Name="AddAnalyzers" AfterTargets="ResolvePackageAssets">
    <ItemGroup>
      <Analyzer Include="$binaries/PatContracts.Analyzers.dll;$binaries/PatContracts.Schema.dll" />
    </ItemGroup>
  </Target>
</Project>
XML
  echo '<Project />' > "$1/Directory.Build.props"
  echo '<Project />' > "$1/Directory.Packages.props"
  for ((i = 0; i < $3; i++)); do
    "$2_models" "$i" > "$1/File$i.cs"
  done
}

# Ten constructions in each file: most are complete initializers; others are objects that are constructed step by step, in branches or by helpers, and copies.
with_models() {
  cat <<CS
using PatContracts;

namespace Cost;

public sealed class Service$1(TimeProvider clock)
{
    private readonly List<GetPersonalAccessTokenResponse> _tokens = [];

    public GetPersonalAccessTokenResponse Whole(string id, string name, PatOwner owner) =>
        new() { Id = id, Name = name, Scope = null, Owner = owner, Created = clock.GetUtcNow() };

    public GetPersonalAccessTokenResponse Nested(string id, string name) => new GetPersonalAccessTokenResponse
    {
        Id = id,
        Name = name,
        Scope = ["sp:scopes:all"],
        Owner = new PatOwner { Type = "IDENTITY", Id = id, Name = name },
        Created = clock.GetUtcNow(),
        LastUsed = null,
    };

    public void Stored(IEnumerable<string> ids, PatOwner owner)
    {
        foreach (string id in ids)
        {
            if (_tokens.Exists(token => token.Id == id)) continue;
            _tokens.Add(new() { Id = id, Name = id, Scope = null, Owner = owner, Created = clock.GetUtcNow() });
        }
    }

    public GetPersonalAccessTokenResponse Piecemeal(string id, bool all, PatOwner owner)
    {
        var token = new GetPersonalAccessTokenResponse { Id = id, Owner = owner };
        token.Name = id.Trim();
        if (all) token.Scope = ["sp:scopes:all"];
        else token.Scope = null;
        token.Created = clock.GetUtcNow();
        return token;
    }

    public GetPersonalAccessTokenResponse Helped(string id, PatOwner owner)
    {
        var token = new GetPersonalAccessTokenResponse { Id = id, Name = id };
        Fill(token, owner);
        return token;
    }

    public GetPersonalAccessTokenResponse Copied(GetPersonalAccessTokenResponse token) => token with { Name = token.Name + " (copy)" };

    public IEnumerable<PatOwner> Owners(IEnumerable<string> names) => names.Select(name => new PatOwner { Name = name });

    public GetPersonalAccessTokenResponse Chosen(int version, string id, PatOwner owner) => version switch
    {
        1 => new() { Id = id, Name = "one", Scope = null, Owner = owner, Created = clock.GetUtcNow() },
        _ => new() { Id = id, Name = "two", Scope = null, Owner = owner, Created = clock.GetUtcNow() },
    };

    private void Fill(GetPersonalAccessTokenResponse token, PatOwner owner)
    {
        token.Scope = null;
        token.Owner = owner;
        token.Created = clock.GetUtcNow();
    }
}
CS
}

# Two bodies in each file that don't assign a member on some path: one has a loop with a try, and one calls a helper that may return early.
hard_models() {
  cat <<CS
using PatContracts;

namespace Cost;

public sealed class Service$1(TimeProvider clock)
{
    public IReadOnlyList<GetPersonalAccessTokenResponse> Looped(IEnumerable<string> ids, PatOwner owner)
    {
        var tokens = new List<GetPersonalAccessTokenResponse>();
        foreach (string id in ids)
        {
            var token = new GetPersonalAccessTokenResponse { Id = id, Owner = owner };
            try
            {
                token.Name = id.Trim();
                token.Scope = id.Length > 8 ? ["sp:scopes:all"] : null;
                token.Created = clock.GetUtcNow();
            }
            catch (FormatException)
            {
                token.Name = "unnamed";
            }

            tokens.Add(token);
        }

        return tokens;
    }

    public GetPersonalAccessTokenResponse Helped(string id, PatOwner owner)
    {
        var token = new GetPersonalAccessTokenResponse { Id = id, Name = id, Created = clock.GetUtcNow() };
        Fill(token, owner, id.Length > 8);
        return token;
    }

    private static void Fill(GetPersonalAccessTokenResponse token, PatOwner owner, bool all)
    {
        token.Owner = owner;
        if (!all) return;
        token.Scope = ["sp:scopes:all"];
    }
}
CS
}

without_models() {
  cat <<CS
namespace Cost;

public sealed class Item$1 { public string? Id { get; set; } public string? Name { get; set; } public List<string>? Scope { get; set; } }

public sealed class Service$1
{
    public Item$1 Whole(string id, string name) => new() { Id = id, Name = name, Scope = [id] };

    public Item$1 Piecemeal(string id, bool all)
    {
        var item = new Item$1 { Id = id };
        item.Name = id.Trim();
        if (all) item.Scope = [id];
        return item;
    }
}
CS
}

measure() { # folder
  dotnet restore "$1" -v q --nologo
  dotnet build "$1" --no-restore -v:detailed -clp:PerformanceSummary --nologo > "$1/build.log"
  awk '
    /Total analyzer execution time:/ { total = $(NF - 1) }
    / PatContracts\.Analyzers,/ && !ours { ours = $1 }
    / Meziantou\.Analyzer,/ && !theirs { theirs = $1 }
    / ms +Csc +[0-9]+ calls/ { compile = $1 / 1000 }
    END { printf "compile %.2f s; all analyzers %s s; PatContracts %s s (%.1f %%); Meziantou.Analyzer %s s\n", compile, total, ours ? ours : "0 (not listed)", compile ? ours * 100 / compile : 0, theirs }' "$1/build.log"
  grep -E "^ +(<)?[0-9.]+ +[<0-9]+ +PatContracts\.Analyzers\." "$1/build.log" | head -20 || true
}

# Ten bodies (or the number in the second argument) that require control flow analysis: a loop with a try, branches, a switch, and two helpers.
flow_models() {
  echo "using PatContracts; namespace Cost; public sealed class Service$1(TimeProvider clock) {"
  for ((body = 0; body < ${2:-10}; body++)); do
    cat <<CS
    public IReadOnlyList<GetPersonalAccessTokenResponse> Read$body(IReadOnlyList<string> names, PatOwner owner, string kind, bool all)
    {
        var tokens = new List<GetPersonalAccessTokenResponse>();
        foreach (string name in names)
        {
            var token = new GetPersonalAccessTokenResponse { Id = name, Managed = false };
            try
            {
                if (name.Length > 8) token.Name = name.Substring(0, 8);
                else token.Name = name.Trim();
            }
            catch (ArgumentException)
            {
                if (!all) continue;
                token.Name = "unnamed";
            }

            switch (kind)
            {
                case "all": token.Scope = ["sp:scopes:all"]; break;
                case "default": token.Scope = ["sp:scopes:default"]; break;
                default: token.Scope = null; break;
            }

            Own$body(token, owner, all);
            Stamp$body(token);
            if (token.Name.Length == 0) throw new InvalidOperationException(kind);
            tokens.Add(token);
        }

        /* type here */
        return tokens;
    }

    private static void Own$body(GetPersonalAccessTokenResponse token, PatOwner owner, bool all)
    {
        if (all) token.Owner = owner with { Name = "all" };
        else token.Owner = owner;
    }

    private void Stamp$body(GetPersonalAccessTokenResponse token)
    {
        token.Created = clock.GetUtcNow();
        if (token.LastUsed is null) token.LastUsed = token.Created;
    }

CS
  done
  echo "}"
}

tokens_models() {
  echo "using PatContracts; namespace Cost; public static class Tokens$1 { public static readonly List<GetPersonalAccessTokenResponse> All = ["
  for ((token = 0; token < 5000; token++)); do
    echo "new() { Id = \"$token\", Name = \"n$token\", Scope = null, Owner = new PatOwner { Name = \"o\" }, Created = DateTimeOffset.UnixEpoch, Managed = false },"
  done
  echo "]; }"
}

helpers_models() {
  echo "using PatContracts; namespace Cost; public static class Helpers$1 {"
  echo "public static GetPersonalAccessTokenResponse Make(PatOwner owner) { var token = new GetPersonalAccessTokenResponse { Id = \"1\", Scope = null, Owner = owner }; Three0(token, 3); Five0(token, 3); return token; }"
  for ((n = 0; n < 200; n++)); do
    echo "private static void Three$n(GetPersonalAccessTokenResponse token, int depth) { token.Name = \"n\"; if (depth == 0) return; Three$(((3 * n + 1) % 200))(token, depth - 1); Three$(((3 * n + 2) % 200))(token, depth - 1); Three$(((3 * n + 3) % 200))(token, depth - 1); }"
  done
  for ((n = 0; n < 30; n++)); do
    echo "private static void Five$n(GetPersonalAccessTokenResponse token, int depth) { token.Created = DateTimeOffset.UnixEpoch; if (depth == 0) return;"
    for ((call = 1; call <= 5; call++)); do echo "Five$(((5 * n + call) % 30))(token, depth - 1);"; done
    echo "}"
  done
  echo "}"
}

typing() {
  mkdir -p "$folder/typing"
  flow_models 0 25 > "$folder/typing/Typed.txt"
  cp "$repository/eng/analyzer-typing.cs" "$folder/typing/Program.cs"
  echo '<Project />' > "$folder/typing/Directory.Build.props"
  echo '<Project />' > "$folder/typing/Directory.Packages.props"
  cat > "$folder/typing/Typing.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
    <TieredPGO>false</TieredPGO>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="$roslyn" />
  </ItemGroup>
</Project>
XML
  dotnet run --project "$folder/typing" -c Release -v q -- "$folder/typing/Typed.txt" "$binaries" \
    "$repository/schema/PatContracts/bin/Release/net10.0/PatContracts.dll"
}

share() {
  local project compiler arguments
  for project in flow with; do
    compiler=$(grep -o "/[^ ]*/Roslyn/bincore/csc /noconfig" "$folder/$project/build.log" | head -1)
    arguments=$(grep -m 1 "Roslyn/bincore/csc /noconfig" "$folder/$project/build.log" | sed "s#.*/csc /noconfig##; s# /reportanalyzer##")
    echo "$arguments" > "$folder/$project/with.rsp"
    sed -E 's# /analyzer:[^ ]*/PatContracts\.[A-Za-z]*\.dll##g' "$folder/$project/with.rsp" > "$folder/$project/without.rsp"
    (
      cd "$folder/$project"
      TIMEFORMAT='%R %U %S'
      for run in 1 2 3 4 5; do
        for kind in with without; do
          { time dotnet "${compiler% /noconfig}.dll" /noconfig "@$kind.rsp" > compiler.log; } 2> time.log
          awk -v project="$project" -v kind="$kind" '{ print project, kind, $1, $2 + $3 }' time.log
        done
      done
    ) | awk '{ n[$2]++; wall[$2, n[$2]] = $3; cpu[$2, n[$2]] = $4; project = $1 }
      function median(values, kind,   i, j, t, a) {
        for (i = 1; i <= 5; i++) a[i] = values[kind, i]
        for (i = 1; i <= 5; i++) for (j = i + 1; j <= 5; j++) if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
        return a[3]
      }
      END {
        printf "%s: elapsed %.2f s with, %.2f s without; processor time %.2f s with, %.2f s without (%.1f %%)\n", project,
          median(wall, "with"), median(wall, "without"), median(cpu, "with"), median(cpu, "without"),
          (median(cpu, "with") - median(cpu, "without")) * 100 / median(cpu, "with")
      }'
  done
}

for project in $projects; do
  case $project in
    with) title="1,000 files, 10,000 constructions" files=1000 ;;
    hard) title="1,000 files, 2,000 mistakes that lie in their control flow" files=1000 ;;
    flow) title="800 bodies with a loop, a try, branches, a switch and two helpers" files=80 ;;
    without) title="1,000 files, no bound model" files=1000 ;;
    tokens) title="5,000 tokens in one initializer" files=1 ;;
    helpers) title="200 helpers that call three others, 30 that call five" files=1 ;;
    typing) echo "Typing:"; typing; continue ;;
    share) echo "With and without the analyzers:"; share; continue ;;
  esac
  echo "$title:"
  generate "$folder/$project" "$project" "$files"
  measure "$folder/$project"
done
