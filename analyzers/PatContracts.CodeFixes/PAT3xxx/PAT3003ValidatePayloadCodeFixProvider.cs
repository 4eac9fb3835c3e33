namespace PatContracts.CodeFixes;

/// <summary>
/// Validates a payload before it is read (PAT3003): in a statement before the one that reads it or, if that statement would run at a different time or under
/// other conditions, in the expression itself. Supports text and bytes, and the built-in contracts, which the library exposes by name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT3003ValidatePayloadCodeFixProvider))]
public sealed class PAT3003ValidatePayloadCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.PayloadNotValidated)
{
    private const string LibraryName = "PatContracts.PatContract";
    private const string ExceptionName = "System.IO.InvalidDataException";
    private const string LocalName = "payload";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        Compilation compilation = target.Model.Compilation;
        if (compilation.GetTypeByMetadataName(LibraryName) is not { } library
            || compilation.GetTypeByMetadataName(ExceptionName) is not { } exception
            || !target.Diagnostic.Properties.TryGetValue(PAT3003PayloadNotValidated.ContractProperty, out string? contract)
            || contract is null
            || Validator(contract) is null
            || target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: [{ Expression: var payload }, ..] } call
            || !IsTextOrBytes(target.Model.GetTypeInfo(payload, target.CancellationToken).Type)
            || IsValidatedBefore(call, payload)
            || Changes(target, call, payload, contract) is not { } changes)
        {
            yield break;
        }

        yield return new($"Validate against contract '{contract}' first", nameof(PAT3003ValidatePayloadCodeFixProvider), changes)
        {
            Types = [library, exception],

            // A second read of the payload needs no second validation, and names of new locals must differ.
            Scope = call.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax)?.Span ?? target.Root.Span,
        };
    }

    private static bool IsTextOrBytes(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        || type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>Whether a preceding statement validates the payload: once Fix All reaches the second read of a payload, the first has been fixed.</summary>
    private static bool IsValidatedBefore(InvocationExpressionSyntax call, ExpressionSyntax payload) =>
        payload is IdentifierNameSyntax
        && call.FirstAncestorOrSelf<BlockSyntax>()?.Statements.TakeWhile(statement => statement.Span.End <= call.SpanStart)
            .OfType<IfStatementSyntax>()
            .Any(statement => statement.Condition is PrefixUnaryExpressionSyntax
            {
                Operand: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax validated }, ..] } validation,
            }
                && validation.Expression.ToString().EndsWith("IsValid", StringComparison.Ordinal)
                && validated.Identifier.ValueText == payload.ToString()) == true;

    private static IReadOnlyList<TextChange>? Changes(FixTarget target, InvocationExpressionSyntax call, ExpressionSyntax payload, string contract)
    {
        bool isVariable = payload is IdentifierNameSyntax
            && target.Model.GetSymbolInfo(payload, target.CancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol;
        SyntaxNode? container = EvaluationOrder.ContainerThatBeginsWith(payload);
        if (container is StatementSyntax and not { Parent: LabeledStatementSyntax })
        {
            return BeforeStatement(target, (StatementSyntax)container, payload, isVariable, contract);
        }

        if (container is ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } body && !HasComments(body))
        {
            return InBlock(target, body, payload, isVariable, contract);
        }

        return isVariable && target.Style.Language >= LanguageVersion.CSharp7 ? InExpression(target, call, payload, contract) : null;
    }

    private static List<TextChange> BeforeStatement(
        FixTarget target,
        StatementSyntax statement,
        ExpressionSyntax payload,
        bool isVariable,
        string contract)
    {
        SourceStyle style = target.Style;
        bool isEmbedded = statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax);
        string outer = style.IndentAt(isEmbedded ? statement.Parent!.SpanStart : statement.SpanStart);
        string indent = isEmbedded ? outer + style.IndentUnit : outer;
        var changes = new List<TextChange>();
        string name = isVariable ? payload.ToString() : FreeName(target.Node);
        if (!isVariable) changes.Add(new(payload.Span, name));

        string local = isVariable ? "" : $"var {name} = {payload};";
        if (!isEmbedded && !style.IsFirstOnLine(statement.SpanStart))
        {
            string line = (isVariable ? "" : local + " ") + $"if ({Invalid(name, contract)}) {Throw(contract)} ";
            changes.Add(new(new TextSpan(statement.SpanStart, 0), line));
            return changes;
        }

        string end = style.LineBreak;
        string check = (isVariable ? "" : local + end + indent) + Check(style, indent, name, contract) + end + end + indent;
        if (!isEmbedded)
        {
            changes.Add(new(new TextSpan(statement.SpanStart, 0), check));
            return changes;
        }

        SyntaxToken before = statement.GetFirstToken().GetPreviousToken();
        string open = end + outer + "{";
        if (style.IsOneLine(before.Span.End, statement.SpanStart))
        {
            changes.Add(new(TextSpan.FromBounds(before.Span.End, statement.SpanStart), open + end + indent + check));
        }
        else
        {
            changes.Add(new(new TextSpan(SourceStyle.EndOfLineAfter(before), 0), open));
            changes.Add(new(new TextSpan(statement.SpanStart, 0), check));
        }

        SyntaxToken last = statement.GetLastToken();
        string close = end + outer + "}";
        bool isFollowed = style.IsOneLine(last.Span.End, last.GetNextToken().SpanStart);
        changes.Add(new(new TextSpan(isFollowed ? last.Span.End : SourceStyle.EndOfLineAfter(last), 0), isFollowed ? close + end + outer : close));
        return changes;
    }

    /// <summary>Replaces the expression body of a method by a block.</summary>
    private static TextChange[] InBlock(
        FixTarget target,
        ArrowExpressionClauseSyntax body,
        ExpressionSyntax payload,
        bool isVariable,
        string contract)
    {
        SourceStyle style = target.Style;
        string end = style.LineBreak;
        string outer = style.IndentAt(body.Parent!.SpanStart);
        string indent = outer + style.IndentUnit;
        string name = isVariable ? payload.ToString() : FreeName(target.Node);
        string expression = body.Expression.ToString();
        int start = payload.SpanStart - body.Expression.SpanStart;
        if (!isVariable) expression = expression.Remove(start, payload.Span.Length).Insert(start, name);

        string block = end + outer + "{" + end + indent
            + (isVariable ? "" : $"var {name} = {payload};" + end + indent)
            + Check(style, indent, name, contract) + end + end + indent
            + (ReturnsValue(target, body.Parent) ? "return " : "") + expression + ";" + end
            + outer + "}";
        return [new(TextSpan.FromBounds(body.GetFirstToken().GetPreviousToken().Span.End, body.GetLastToken().GetNextToken().Span.End), block)];
    }

    private static TextChange[] InExpression(FixTarget target, InvocationExpressionSyntax call, ExpressionSyntax payload, string contract)
    {
        SourceStyle style = target.Style;
        bool needsParentheses = call.Parent is not (ArrowExpressionClauseSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax or ArgumentSyntax
            or AssignmentExpressionSyntax or ParenthesizedExpressionSyntax or LambdaExpressionSyntax or SwitchExpressionArmSyntax)
            && !(call.Parent is ConditionalExpressionSyntax conditional && conditional.WhenFalse == call);
        string valid = $"{(needsParentheses ? "(" : "")}{Validator(contract)}.IsValid({payload})";
        string otherwise = $": {Throw(contract).TrimEnd(';')}{(needsParentheses ? ")" : "")}";
        int length = style.Text.Lines.GetLineFromPosition(call.SpanStart).Span.Length + valid.Length + otherwise.Length + 4;
        bool isBroken = !style.Fits(length - LibraryName.Length - ExceptionName.Length + "PatContract".Length + "InvalidDataException".Length);
        string separator = isBroken ? style.LineBreak + style.IndentAt(call.SpanStart) + style.IndentUnit : " ";
        return
        [
            new(new TextSpan(call.SpanStart, 0), $"{valid}{separator}? "),
            new(new TextSpan(call.Span.End, 0), separator + otherwise),
        ];
    }

    private static string Check(SourceStyle style, string indent, string name, string contract) =>
        $"if ({Invalid(name, contract)})" + style.LineBreak
        + indent + "{" + style.LineBreak
        + indent + style.IndentUnit + Throw(contract) + style.LineBreak
        + indent + "}";

    private static string Invalid(string name, string contract) => $"!{Validator(contract)}.IsValid({name})";

    /// <summary>The contract as an expression, or null if the library has no contract of that name.</summary>
    private static string? Validator(string contract)
    {
        foreach ((string property, string version) in ContractNames.Versions)
        {
            string instance = $"{LibraryName}.{property}";
            if (contract == version) return instance;
            if (contract == ContractNames.List(version)) return instance + ".List";
            if (contract == ContractNames.Create(version)) return instance + ".Create";
            if (contract == ContractNames.CreateRequest(version)) return instance + ".CreateRequest";
            if (contract == ContractNames.PatchRequest(version)) return instance + ".PatchRequest";
        }

        return null;
    }

    private static string Throw(string contract) => $"throw new {ExceptionName}(\"The payload violates contract {contract}.\");";

    private static bool ReturnsValue(FixTarget target, SyntaxNode declaration) =>
        target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not IMethodSymbol method
        || !(method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false }));

    private static bool HasComments(ArrowExpressionClauseSyntax body) =>
        body.DescendantTrivia().Any(trivia => !body.Expression.Span.Contains(trivia.Span) && (trivia.IsComment() || trivia.IsDirective));

    private static string FreeName(SyntaxNode node)
    {
        SyntaxNode scope = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(
            scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText),
            StringComparer.Ordinal);
        string name = LocalName;
        for (int i = 2; taken.Contains(name); i++) name = LocalName + i;
        return name;
    }
}
