using System.Globalization;

namespace PatContracts.Schema.Text;

/// <summary>The general categories of Unicode by their names, and their code points as the runtime knows them.</summary>
internal static class UnicodeCategories
{
    private const int Count = 30;

    // In the order of UnicodeCategory; a category's first name is its short one.
    private static readonly string[][] Names =
    [
        ["Lu", "Uppercase_Letter"],
        ["Ll", "Lowercase_Letter"],
        ["Lt", "Titlecase_Letter"],
        ["Lm", "Modifier_Letter"],
        ["Lo", "Other_Letter"],
        ["Mn", "Nonspacing_Mark"],
        ["Mc", "Spacing_Mark"],
        ["Me", "Enclosing_Mark"],
        ["Nd", "Decimal_Number", "digit"],
        ["Nl", "Letter_Number"],
        ["No", "Other_Number"],
        ["Zs", "Space_Separator"],
        ["Zl", "Line_Separator"],
        ["Zp", "Paragraph_Separator"],
        ["Cc", "Control", "cntrl"],
        ["Cf", "Format"],
        ["Cs", "Surrogate"],
        ["Co", "Private_Use"],
        ["Pc", "Connector_Punctuation"],
        ["Pd", "Dash_Punctuation"],
        ["Ps", "Open_Punctuation"],
        ["Pe", "Close_Punctuation"],
        ["Pi", "Initial_Punctuation"],
        ["Pf", "Final_Punctuation"],
        ["Po", "Other_Punctuation"],
        ["Sm", "Math_Symbol"],
        ["Sc", "Currency_Symbol"],
        ["Sk", "Modifier_Symbol"],
        ["So", "Other_Symbol"],
        ["Cn", "Unassigned"],
    ];

    private static readonly Dictionary<string, int> MaskByName = BuildMasks();

    private static readonly Lazy<CodePointSet[]> Sets = new(BuildSets);

    /// <summary>The code points of a category or group of categories by its long or short name ("Letter", "L"); null where there is none.</summary>
    public static CodePointSet? Find(string name)
    {
        if (!MaskByName.TryGetValue(name, out int mask)) return null;
        var builder = new CodePointSetBuilder();
        for (int category = 0; category < Count; category++)
        {
            if ((mask & (1 << category)) != 0) builder.Add(Sets.Value[category]);
        }

        return builder.Build();
    }

    private static Dictionary<string, int> BuildMasks()
    {
        var masks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int category = 0; category < Count; category++)
        {
            foreach (string name in Names[category]) masks.Add(name, 1 << category);
        }

        // A group is called by the first letter of its members.
        foreach (string group in (string[])["L,Letter", "M,Mark,Combining_Mark", "N,Number", "P,Punctuation,punct", "S,Symbol", "Z,Separator", "C,Other"])
        {
            int mask = 0;
            for (int category = 0; category < Count; category++)
            {
                if (Names[category][0][0] == group[0]) mask |= 1 << category;
            }

            foreach (string name in group.Split(',')) masks.Add(name, mask);
        }

        masks.Add("LC", masks["Lu"] | masks["Ll"] | masks["Lt"]);
        masks.Add("Cased_Letter", masks["LC"]);
        return masks;
    }

    private static CodePointSet[] BuildSets()
    {
        var builders = new CodePointSetBuilder[Count];
        for (int category = 0; category < Count; category++) builders[category] = new CodePointSetBuilder();
        int first = 0;
        UnicodeCategory current = CodePoints.Category(0);
        for (int codePoint = 1; codePoint <= CodePoints.Largest; codePoint++)
        {
            // Planes 4 to 13 are empty.
            if (codePoint == 0x40000) codePoint = 0xE0000;
            UnicodeCategory category = CodePoints.Category(codePoint);
            if (category == current) continue;
            builders[(int)current].Add(first, codePoint - 1);
            first = codePoint;
            current = category;
        }

        builders[(int)current].Add(first, CodePoints.Largest);
        return [.. builders.Select(builder => builder.Build())];
    }
}
