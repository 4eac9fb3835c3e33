using System.Globalization;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class UnicodeDataTests
{
    [Theory]
    [InlineData("Lu", 'A', 'a')]
    [InlineData("Letter", 'a', '1')]
    [InlineData("Nd", '7', 'x')]
    [InlineData("punct", '!', '+')]
    [InlineData("Cased_Letter", 'z', '\u4E08')]
    public void Categories_hold_their_characters(string name, char inside, char outside)
    {
        CodePointSet? set = UnicodeData.Category(name);
        Assert.NotNull(set);
        Assert.True(set.Contains(inside));
        Assert.False(set.Contains(outside));
    }

    [Fact]
    public void Scripts_have_long_and_short_names()
    {
        Assert.True(UnicodeData.Script("Greek")!.Contains('\u03B1'));
        Assert.True(UnicodeData.Script("Han")!.Contains(0x20000));
        Assert.True(UnicodeData.Script("Cyrl")!.Equals(UnicodeData.Script("Cyrillic")));
        Assert.Null(UnicodeData.Script("greek"));
    }

    [Fact]
    public void Categories_divide_all_code_points()
    {
        string[] names = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Cn".Split(' ');
        int total = 0;
        foreach (CodePointSet set in names.Select(name => UnicodeData.Category(name)!))
        {
            for (int range = 0; range < set.RangeCount; range++) total += set.Range(range).Last - set.Range(range).First + 1;
        }

        Assert.Equal(CodePoints.Largest + 1, total);
        Assert.Equal(CodePointSet.All, names.Select(name => UnicodeData.Category(name)!).Aggregate((left, right) => left.Union(right)));
    }

    [Fact]
    public void Categories_agree_with_the_runtime_for_characters_known_to_both()
    {
        // Characters of newer Unicode versions are unassigned in older ones, and a few change their category between versions.
        CodePointSet letters = UnicodeData.Category("L")!;
        for (int codePoint = 0; codePoint < 0xD800; codePoint++)
        {
            UnicodeCategory category = CodePoints.Category(codePoint);
            if (category == UnicodeCategory.OtherNotAssigned) continue;
            Assert.True((category <= UnicodeCategory.OtherLetter) == letters.Contains(codePoint), $"U+{codePoint:X4}");
        }
    }

    [Theory]
    [InlineData("Alphabetic", 0x345, 0x31)]
    [InlineData("Alpha", 'a', '-')]
    [InlineData("ID_Start", 'a', '1')]
    [InlineData("XID_Continue", '1', '-')]
    [InlineData("White_Space", 0x85, 'a')]
    [InlineData("Uppercase", 0x2160, 'a')]
    [InlineData("Cased", 'a', '1')]
    [InlineData("Changes_When_Casemapped", 'a', '1')]
    [InlineData("Changes_When_NFKC_Casefolded", 0xA0, 'a')]
    [InlineData("Grapheme_Base", 'a', 0x300)]
    [InlineData("Grapheme_Extend", 0x300, 'a')]
    [InlineData("Emoji_Presentation", 0x1F600, 'a')]
    [InlineData("Extended_Pictographic", 0xA9, 'a')]
    [InlineData("Unified_Ideograph", 0x4E00, 0x3007)]
    [InlineData("Noncharacter_Code_Point", 0xFFFE, 'a')]
    [InlineData("Assigned", 'a', 0x378)]
    [InlineData("Any", 0x10FFFF, -1)]
    [InlineData("ASCII", 0x7F, 0x80)]
    public void Properties_hold_their_characters(string name, int inside, int outside)
    {
        CodePointSet? set = UnicodeData.Property(name);
        Assert.NotNull(set);
        Assert.True(set.Contains(inside));
        Assert.False(set.Contains(outside));
    }

    [Fact]
    public void Every_binary_property_of_ecmascript_is_known()
    {
        const string Names = """
            ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Any Assigned Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased
            Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL Changes_When_NFKC_Casefolded CWKCF
            Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia
            Emoji Emoji_Component EComp Emoji_Modifier EMod Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict
            Extender Ext Grapheme_Base Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST
            ID_Continue IDC ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math
            Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical Regional_Indicator RI
            Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper Variation_Selector VS
            White_Space space XID_Continue XIDC XID_Start XIDS
            """;
        string[] names = Names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(names, name => Assert.False(UnicodeData.Property(name)!.IsEmpty));
    }

    [Fact]
    public void Script_extensions_add_what_scripts_share()
    {
        Assert.False(UnicodeData.Script("Hira")!.Contains(0x30FC));
        Assert.True(UnicodeData.ScriptExtensions("Hira")!.Contains(0x30FC));
        Assert.True(UnicodeData.Script("Common")!.Contains(0x30FC));
        Assert.False(UnicodeData.ScriptExtensions("Zyyy")!.Contains(0x30FC));
        Assert.True(UnicodeData.ScriptExtensions("Latin")!.Contains('a'));
    }
}
