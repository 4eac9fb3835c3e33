using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Writes warnings about schema files to standard error.</summary>
internal static class SchemaWarningWriter
{
    private const int MostWritten = 20;

    /// <summary>Writes the warnings, even with <c>--quiet</c>, because they can determine the exit code.</summary>
    public static void Write(IReadOnlyList<SchemaWarning> warnings)
    {
        foreach (SchemaWarning warning in warnings.Take(MostWritten)) Console.Error.WriteLine($"{CommandLine.Name}: warning: {Printable.OneLine(warning.ToString())}");
        if (warnings.Count > MostWritten)
            Console.Error.WriteLine($"{CommandLine.Name}: warning: {Printable.Count(warnings.Count - MostWritten, "more warning")} about schemas; \"{CommandLine.Name} lint\" lists them");
    }
}
