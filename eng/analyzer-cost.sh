#!/usr/bin/env bash
# What the analyzers cost: generates a project of 1,000 files and 10,000 constructions, builds it with this repository's analyzers beside
# Meziantou.Analyzer as shipped, and prints what the compiler's own report (/reportanalyzer) says of both. Then builds the same number of
# files in which every body has its control flow followed, and the same number without any bound model.
#
# usage: eng/analyzer-cost.sh [folder]      (a temporary folder by default; needs the machine's package sources for Meziantou.Analyzer)
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
meziantou=3.0.321
files=1000

dotnet build "$repository/analyzers/PatContracts.CodeFixes" -c Release -v q --nologo
dotnet build "$repository/schema/PatContracts" -c Release -f net10.0 -v q --nologo

generate() { # folder, with, hard or without
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
    <Analyzer Include="$repository/analyzers/PatContracts.CodeFixes/bin/Release/netstandard2.0/PatContracts.Analyzers.dll" />
    <Analyzer Include="$repository/analyzers/PatContracts.CodeFixes/bin/Release/netstandard2.0/PatContracts.Schema.dll" />
    $([ "$2" != without ] && echo "<Reference Include=\"$repository/schema/PatContracts/bin/Release/net10.0/PatContracts.dll\" />")
  </ItemGroup>
</Project>
XML
  echo '<Project />' > "$1/Directory.Build.props"
  echo '<Project />' > "$1/Directory.Packages.props"
  for ((i = 0; i < files; i++)); do
    "$2_models" "$i" > "$1/File$i.cs"
  done
}

# Ten constructions a file: mostly whole initializers, some piece by piece, on branches, through helpers, as copies.
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

# Two bodies a file that no short cut settles: a loop with a try, and a helper that may return early.
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
                continue;
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
        token.Scope = null;
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

echo "1,000 files, 10,000 constructions:"
generate "$folder/with" with
measure "$folder/with"
echo "1,000 files, 2,000 constructions whose control flow is followed:"
generate "$folder/hard" hard
measure "$folder/hard"
echo "1,000 files, no bound model:"
generate "$folder/without" without
measure "$folder/without"
