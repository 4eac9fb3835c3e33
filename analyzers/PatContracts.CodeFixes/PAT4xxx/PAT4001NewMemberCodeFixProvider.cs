using PatContracts.Analyzers.Binding;

namespace PatContracts.CodeFixes;

/// <summary>Declares a property that the model lacks (PAT4001), in the style of its existing properties.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT4001NewMemberCodeFixProvider))]
public sealed class PAT4001NewMemberCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.ModelLacksMember)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (FittingType.Of(target.Diagnostic) is not var (jsonName, fullType, allowsNull)
            || target.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || declaration is InterfaceDeclarationSyntax
            || !declaration.Identifier.Span.Contains(target.Diagnostic.Location.SourceSpan.Start)
            || target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } type
            || NameOf(jsonName) is not { } name
            || type.GetMembers(name).Any()
            || Declaration(target, declaration, type, name, jsonName, fullType, allowsNull) is not { } code)
        {
            yield break;
        }

        TextChange change = Insert(target.Style, declaration, Before(target, type, declaration, jsonName), code.Lines);
        yield return new($"Add the member '{name}'", nameof(PAT4001NewMemberCodeFixProvider), [change]) { Types = code.Types };
    }

    private static (IReadOnlyList<string> Lines, IReadOnlyList<INamedTypeSymbol> Types)? Declaration(
        FixTarget target,
        TypeDeclarationSyntax declaration,
        INamedTypeSymbol type,
        string name,
        string jsonName,
        string fullType,
        bool allowsNull)
    {
        PropertyDeclarationSyntax[] siblings = [.. declaration.Members.OfType<PropertyDeclarationSyntax>()
            .Where(property => property.AccessorList is not null && property.Modifiers.Any(SyntaxKind.PublicKeyword))];
        int position = declaration.Identifier.SpanStart;
        if (TypeSpelling.Of(target, position, fullType, isNullable: false) is not { } plain) return null;

        // A non-nullable string is initialized like the existing ones; without an example it is declared nullable.
        string? initial = allowsNull
            ? null
            : siblings.FirstOrDefault(sibling => sibling.Type.ToString() == plain.Code && IsEmpty(sibling.Initializer))?.Initializer?.ToString();
        string? typeName = initial is null ? TypeSpelling.Of(target, position, fullType, isNullable: true)?.Code : plain.Code;
        bool isInitOnly = declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) || IsInitOnly(siblings, type);
        string accessors = isInitOnly && target.Style.Language >= LanguageVersion.CSharp9 ? "{ get; init; }" : "{ get; set; }";
        string property = $"public {typeName} {Identifiers.Escape(name)} {accessors}{(initial is null ? "" : $" {initial};")}";
        if (!TryFindAttribute(target, declaration, type, name, jsonName, out string? attribute, out INamedTypeSymbol? attributeType)) return null;

        IReadOnlyList<string> lines = attribute is null ? [property] : [attribute, property];
        return (lines, attributeType is null ? plain.Types : [.. plain.Types, attributeType]);
    }

    private static bool IsEmpty(EqualsValueClauseSyntax? initializer) => initializer?.Value.ToString() is "\"\"" or "string.Empty" or "null!" or "default!";

    private static bool IsInitOnly(PropertyDeclarationSyntax[] siblings, INamedTypeSymbol type) => siblings.Length == 0
        ? type.IsRecord && !type.IsValueType
        : siblings[siblings.Length - 1].AccessorList!.Accessors.Any(SyntaxKind.InitAccessorDeclaration);

    /// <summary>
    /// Finds the attribute that specifies the JSON name, as used on the existing members; null if the C# name is sufficient. Returns false if no attribute is
    /// available.
    /// </summary>
    private static bool TryFindAttribute(
        FixTarget target,
        TypeDeclarationSyntax declaration,
        INamedTypeSymbol type,
        string name,
        string jsonName,
        out string? attribute,
        out INamedTypeSymbol? attributeType)
    {
        attribute = null;
        attributeType = null;
        JsonMember[] members = [.. type.GetMembers().Where(JsonMember.IsCandidate).Select(JsonMember.Of)];
        bool isNameEnough = NamingPolicy.Apply(type, name) == jsonName;
        if (isNameEnough && !(members.Length > 0 && members.All(member => member.IsNameExplicit))) return true;

        AttributeSyntax? example = declaration.DescendantNodes().OfType<AttributeSyntax>().FirstOrDefault(candidate =>
            candidate.Name.ToString() is "JsonPropertyName" or "JsonProperty"
            && candidate.ArgumentList is { Arguments: [{ NameEquals: null, Expression: LiteralExpressionSyntax }] });
        string? attributeName = example?.Name.ToString();
        if (attributeName is null)
        {
            attributeType = JsonNameAttribute.For(declaration, target.Model.Compilation);
            attributeName = attributeType?.ToDisplayString();
        }

        if (attributeName is not null) attribute = $"[{attributeName}({SymbolDisplay.FormatLiteral(jsonName, quote: true)})]";
        return attribute is not null || isNameEnough;
    }

    /// <summary>The C# name of the member; null if the property name cannot be turned into an identifier.</summary>
    private static string? NameOf(string jsonName)
    {
        IEnumerable<string> words = jsonName.Split('_', '-', '.', ' ').Where(part => part.Length > 0);
        string name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return SyntaxFacts.IsValidIdentifier(name) ? name : null;
    }

    /// <summary>The last property that precedes a property in contract order and is compiled in every configuration.</summary>
    private static PropertyDeclarationSyntax? Before(FixTarget target, INamedTypeSymbol type, TypeDeclarationSyntax declaration, string jsonName)
    {
        string[] order = target.Diagnostic.Properties.TryGetValue(PAT4001ModelLacksMember.OrderProperty, out string? names) ? names!.Split('\n') : [];
        int position = Array.IndexOf(order, jsonName);
        return declaration.Members.OfType<PropertyDeclarationSyntax>().LastOrDefault(property =>
            type.GetMembers(property.Identifier.ValueText) is [{ } symbol, ..]
            && JsonMember.IsCandidate(symbol)
            && Array.IndexOf(order, JsonMember.Of(symbol).Name) is >= 0 and var other
            && other < position
            && !Directives.IsConditional(declaration, declaration.SpanStart, property.Span.End));
    }

    private static TextChange Insert(SourceStyle style, TypeDeclarationSyntax declaration, PropertyDeclarationSyntax? last, IReadOnlyList<string> lines)
    {
        string end = style.LineBreak;
        string outer = style.IndentAt(declaration.SpanStart);
        if (declaration.OpenBraceToken.IsMissing || declaration.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            string body = string.Concat(lines.Select(line => end + outer + style.IndentUnit + line));
            return new(declaration.SemicolonToken.Span, end + outer + "{" + body + end + outer + "}");
        }

        bool isOneLine = style.IsOneLine(declaration.OpenBraceToken.SpanStart, declaration.CloseBraceToken.SpanStart);
        SyntaxToken after = last?.GetLastToken() ?? declaration.OpenBraceToken;
        if (isOneLine) return new(new TextSpan(after.Span.End, 0), " " + string.Join(" ", lines) + (declaration.Members.Count == 0 ? " " : ""));

        string indent = last is not null && style.IsFirstOnLine(last.SpanStart) ? style.IndentAt(last.SpanStart) : outer + style.IndentUnit;
        MemberDeclarationSyntax? next = declaration.Members.FirstOrDefault(member => member.SpanStart > after.Span.End);
        bool isSpaced = declaration.Members.Skip(1).Any(member => member.GetLeadingTrivia() is [var first, ..] && first.IsKind(SyntaxKind.EndOfLineTrivia));
        string text = (last is not null && isSpaced ? end : "") + string.Concat(lines.Select(line => end + indent + line));
        return new(new TextSpan(SourceStyle.EndOfLineAfter(after), 0), last is null && next is not null && isSpaced ? text + end : text);
    }
}
