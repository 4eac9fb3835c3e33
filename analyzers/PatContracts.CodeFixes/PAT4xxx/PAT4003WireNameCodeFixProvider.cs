namespace PatContracts.CodeFixes;

/// <summary>Changes the JSON name of a member to the contract's name (PAT4003): in its existing attribute, or in a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4003WireNameCodeFixProvider))]
public sealed class PAT4003WireNameCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ModelWireName)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(PAT4003ModelWireName.WireNameProperty, out string? name)
            || name is null
            || target.Node.FirstAncestorOrSelf<SyntaxNode>(IsMember) is not { } member)
        {
            yield break;
        }

        string literal = SymbolDisplay.FormatLiteral(name, quote: true);
        string title = $"Use the JSON name '{name}'";
        if (NamingAttribute(member) is { } attribute)
        {
            yield return new Fix(title, nameof(PAT4003WireNameCodeFixProvider), [Rename(attribute, literal)]);
        }
        else if (JsonNameAttribute.For(member.FirstAncestorOrSelf<TypeDeclarationSyntax>(), target.Model.Compilation) is { } type)
        {
            TextChange change = Add(target.Style, member, $"{type.ToDisplayString()}({literal})");
            yield return new(title, nameof(PAT4003WireNameCodeFixProvider), [change]) { Types = [type] };
        }
    }

    private static bool IsMember(SyntaxNode node) => node is PropertyDeclarationSyntax or FieldDeclarationSyntax or ParameterSyntax;

    private static AttributeSyntax? NamingAttribute(SyntaxNode member)
    {
        SyntaxList<AttributeListSyntax> lists = member switch
        {
            MemberDeclarationSyntax declaration => declaration.AttributeLists,
            ParameterSyntax parameter => parameter.AttributeLists,
            _ => default,
        };
        return lists
            .SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => JsonNameAttribute.NameOf(attribute) is "JsonPropertyName" or "JsonProperty" or "DataMember");
    }

    /// <summary>The name is the first argument, or the one called <c>PropertyName</c> or <c>Name</c>.</summary>
    private static TextChange Rename(AttributeSyntax attribute, string literal)
    {
        string named = JsonNameAttribute.NameOf(attribute) == "DataMember" ? "Name" : "PropertyName";
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        AttributeArgumentSyntax? present = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == named)
            ?? arguments.FirstOrDefault(argument => argument.NameEquals is null);
        if (present is not null) return new(present.Expression.Span, literal);

        string added = named == "Name" ? $"Name = {literal}" : literal;
        return attribute.ArgumentList is { } list
            ? new(new TextSpan(list.OpenParenToken.Span.End, 0), list.Arguments.Count == 0 ? added : added + ", ")
            : new(new TextSpan(attribute.Name.Span.End, 0), $"({added})");
    }

    private static TextChange Add(SourceStyle style, SyntaxNode member, string attribute)
    {
        // Without a target, the attribute would apply to the parameter instead of the record's property.
        if (member is ParameterSyntax) return new(new TextSpan(member.SpanStart, 0), $"[property: {attribute}] ");

        string separator = style.IsFirstOnLine(member.SpanStart) ? style.LineBreak + style.IndentAt(member.SpanStart) : " ";
        return new(new TextSpan(member.SpanStart, 0), $"[{attribute}]{separator}");
    }
}
