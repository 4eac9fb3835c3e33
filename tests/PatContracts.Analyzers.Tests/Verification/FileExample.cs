namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>An example of a JSON file on a rule page.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Json">The content of the file.</param>
/// <param name="Fires">The id of the rule that reports the file.</param>
/// <param name="At">The text at which the diagnostic is located.</param>
/// <param name="Name">The name of the property at fault.</param>
/// <param name="Value">A value of the property that removes the diagnostic.</param>
internal sealed record FileExample(string File, string Json, string Fires, string At, string Name, string Value)
{
    /// <summary>The content with the other value.</summary>
    public string Fixed => Json.Replace(Name + At, Name + Value, StringComparison.Ordinal);
}
