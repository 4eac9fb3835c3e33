using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>Why an input, or a part of it, could not be read. Its tokens are missing from the audit.</summary>
internal sealed record InputFault(string Path, long Line, long Column, string Rule, string Message)
{
    /// <summary>The fault as one line, in the form of compilers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}:{Column}: error {Rule}: {Message}");
}
