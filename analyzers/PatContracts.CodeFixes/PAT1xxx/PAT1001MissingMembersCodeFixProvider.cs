using PatContracts.Analyzers.Binding;

namespace PatContracts.CodeFixes;

/// <summary>
/// Adds the missing members of an object (PAT1001, PAT1002), in contract order, with placeholders that other rules report until they are replaced.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT1001MissingMembersCodeFixProvider))]
public sealed class PAT1001MissingMembersCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.RequiredMemberMissing, RuleCatalog.RequiredMemberMaybeMissing)
{
    private const string CertainKey = "AddMissingMembers";
    private const string AllKey = "AddAllMissingMembers";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax creation) yield break;

        string[] certain = MissingMembers.Certain(target.Diagnostic);
        string[] maybe = MissingMembers.Maybe(target.Diagnostic);
        bool isCertain = target.Diagnostic.Id == RuleCatalog.RequiredMemberMissing.Id;
        if (FixOf(target, creation, isCertain ? certain : maybe, CertainKey) is { } fix) yield return fix;
        if (certain.Length == 0 || maybe.Length == 0) yield break;
        if (FixOf(target, creation, [.. certain, .. maybe], AllKey) is { } all) yield return all;
    }

    private static Fix? FixOf(FixTarget target, ExpressionSyntax creation, string[] names, string key)
    {
        if (names.Length == 0 || target.TypeOf(creation) is not { } type) return null;

        string[] order = MissingMembers.Order(target.Diagnostic);
        string[] wireNames = MissingMembers.WireNames(target.Diagnostic);
        var members = new List<MemberValue>();
        for (int i = 0; i < order.Length; i++)
        {
            if (Array.IndexOf(names, order[i]) < 0) continue;
            if (MemberAssignments.Find(target.Model, creation.SpanStart, type, order[i]) is not { } member) return null;

            // A member that hides the contract's member of the same name is a different member.
            var json = JsonMember.Of(member);
            if (json.IsIgnored || json.Name != wireNames[i]) return null;

            ITypeSymbol memberType = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
            members.Add(new(order[i], PlaceholderValue.Of(target, memberType, wireNames[i])));
        }

        if (MemberAssignments.Add(target, creation, members, order) is not { } changes) return null;

        string title = names.Length == 1
            ? $"Add the missing member '{names[0]}'"
            : key == AllKey ? $"Add all {names.Length} members that are missing on any path" : $"Add the {names.Length} missing members";
        return new Fix(title, key, changes);
    }
}
