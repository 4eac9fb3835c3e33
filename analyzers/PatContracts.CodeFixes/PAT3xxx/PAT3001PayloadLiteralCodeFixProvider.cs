namespace PatContracts.CodeFixes;

/// <summary>Renames or adds a required member in a JSON literal (PAT3001), spelled as the form of the literal requires.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT3001PayloadLiteralCodeFixProvider))]
public sealed class PAT3001PayloadLiteralCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.PayloadLiteralBreaksContract)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (PayloadEdit.Of(target.Diagnostic) is not { } edit) yield break;

        IReadOnlyList<Location> others = target.Diagnostic.AdditionalLocations;
        Location location = !edit.IsRename ? target.Diagnostic.Location : others.Count > 0 ? others[others.Count - 1] : Location.None;
        if (location.SourceTree != target.Root.SyntaxTree) yield break;

        SyntaxToken token = target.Root.FindToken(location.SourceSpan.Start);
        if (!token.Span.Contains(location.SourceSpan) || LiteralForm.Of(token) is not { } form) yield break;

        // A brace or name that comes from other code, such as a constant, is not part of this literal.
        string present = target.Text.ToString(location.SourceSpan);
        if (edit.IsRename ? !form.IsQuoted(present) : present != form.Spell("{")) yield break;

        // Each missing member of an object is reported separately, but one edit adds them all.
        string added = form.Spell(edit.Json);
        int end = location.SourceSpan.End;
        if (!edit.IsRename && end + added.Length <= target.Text.Length && target.Text.ToString(new TextSpan(end, added.Length)) == added) yield break;

        TextSpan span = edit.IsRename ? location.SourceSpan : new TextSpan(end, 0);
        yield return new Fix(edit.Title, edit.IsRename ? "Rename" : "Add", [new TextChange(span, added)]);
    }
}
