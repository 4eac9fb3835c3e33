using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>The reason why an input, or a part of it, could not be read. Its tokens are missing from the audit.</summary>
internal sealed record InputFault(string Path, long Line, long Column, string Rule, string Message)
{
    /// <summary>Returns the fault as one line, in the format of compilers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}:{Column}: error {Rule}: {Message}");
}
