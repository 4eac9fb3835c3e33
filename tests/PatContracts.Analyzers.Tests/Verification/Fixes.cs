using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The code fixes of the product.</summary>
internal static class Fixes
{
    public static CodeFixProvider[] All { get; } =
    [
        .. typeof(PAT1001MissingMembersCodeFixProvider).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];
}
