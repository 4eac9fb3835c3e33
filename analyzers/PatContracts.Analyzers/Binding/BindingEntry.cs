namespace PatContracts.Analyzers.Binding;

/// <summary>An entry of <c>patcontracts.bindings</c>: <c>Acme.Token = v3</c>.</summary>
/// <param name="Text">The entry as written.</param>
/// <param name="Offset">Its offset in the value.</param>
internal sealed record BindingEntry(string Text, int Offset)
{
    /// <summary>The configuration key.</summary>
    public const string Key = "patcontracts.bindings";

    private string[] Sides => Text.Split('=');

    /// <summary>Whether the entry names one type and one contract.</summary>
    public bool IsComplete => Sides is [var type, var contract] && type.Trim().Length > 0 && contract.Trim().Length > 0;

    /// <summary>The metadata name of the type.</summary>
    public string TypeName => Sides[0].Trim();

    /// <summary>The name of the contract.</summary>
    public string ContractName => Sides[1].Trim();

    /// <summary>
    /// Parses the entries of a value, which are separated by commas. Semicolons are accepted too, although in a <c>.globalconfig</c> a semicolon begins a
    /// comment.
    /// </summary>
    public static IEnumerable<BindingEntry> Parse(string value)
    {
        int start = 0;
        foreach (string part in value.Split(',', ';'))
        {
            string entry = part.Trim();
            if (entry.Length > 0) yield return new(entry, start + part.Length - part.TrimStart().Length);
            start += part.Length + 1;
        }
    }
}
