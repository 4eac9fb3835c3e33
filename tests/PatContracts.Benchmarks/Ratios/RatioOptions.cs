using System.Globalization;
using System.Runtime.InteropServices;

namespace PatContracts.Benchmarks.Ratios;

/// <summary>The options of all forms of <c>ratios</c>.</summary>
/// <param name="Json">The file that receives the figures as JSON.</param>
/// <param name="Only">Prefixes of the names to run; null runs all.</param>
/// <param name="Time">The duration of the rounds of one case.</param>
internal sealed record RatioOptions(string? Json, IReadOnlyList<string>? Only, TimeSpan Time)
{
    public static RatioOptions Parse(string[] args) => new(
        CommandArguments.Value(args, "--json"),
        CommandArguments.Value(args, "--only")?.Split(','),
        TimeSpan.FromSeconds(double.Parse(CommandArguments.Value(args, "--seconds") ?? "1", CultureInfo.InvariantCulture)));

    public bool Includes(string name) => Only is null || Only.Any(part => name.StartsWith(part, StringComparison.Ordinal));

    public static string Machine =>
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores";
}
