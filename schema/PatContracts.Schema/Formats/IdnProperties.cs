using System.Globalization;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>
/// The requirements of IDNA 2008 for a code point (RFC 5892, RFC 5893). General categories come from the runtime; the rest is derived from the Unicode
/// Character Database, version 14, by the rules of those documents.
/// </summary>
internal static class IdnProperties
{
    private static readonly CodePointSet Unstable = CodePointSet.Parse(
        "AA B5 BA DF 133 140 149 17F 1C6 1C9 1CC 1F3 2B0-2B8 2E0-2E4 340-341 343-345 374 37A 3C2 3D0-3D1 3D5-3D6 3F0-3F2 3F5 587 "
        + "675-678 958-95F 9DC-9DD 9DF A33 A36 A59-A5B A5E B5C-B5D E33 EB3 EDC-EDD F43 F4D F52 F57 F5C F69 F73 F75-F79 F81 F93 F9D FA2 "
        + "FA7 FAC FB9 10FC 13F8-13FD 1C80-1C88 1D2C-1D2E 1D30-1D3A 1D3C-1D4D 1D4F-1D6A 1D78 1D9B-1DBF 1E9A-1E9B 1F71 1F73 1F75 1F77 "
        + "1F79 1F7B 1F7D 1F80-1F87 1F90-1F97 1FA0-1FA7 1FB2-1FB4 1FB7 1FBE 1FC2-1FC4 1FC7 1FD3 1FE3 1FF2-1FF4 1FF7 2071 207F 2090-209C "
        + "210A 210E-210F 2113 212F 2134-2139 213C-213D 2146-2149 2C7C-2C7D 2D6F 309F 30FF 3131-318E A69C-A69D A770 A7F2-A7F4 A7F8-A7F9 "
        + "AB5C-AB5F AB69 AB70-ABBF F900-FA0D FA10 FA12 FA15-FA1E FA20 FA22 FA25-FA26 FA2A-FA6D FA70-FAD9 FB00-FB06 FB13-FB17 FB1D "
        + "FB1F-FB28 FB2A-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FBB1 FBD3-FD3D FD50-FD8F FD92-FDC7 FDF0-FDFB FE70-FE72 FE74 "
        + "FE76-FEFC FF10-FF19 FF41-FF5A FF66-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC 10781-10785 10787-107B0 107B2-107BA "
        + "1D41A-1D433 1D44E-1D454 1D456-1D467 1D482-1D49B 1D4B6-1D4B9 1D4BB 1D4BD-1D4C3 1D4C5-1D4CF 1D4EA-1D503 1D51E-1D537 1D552-1D56B "
        + "1D586-1D59F 1D5BA-1D5D3 1D5EE-1D607 1D622-1D63B 1D656-1D66F 1D68A-1D6A5 1D6C2-1D6DA 1D6DC-1D6E1 1D6FC-1D714 1D716-1D71B "
        + "1D736-1D74E 1D750-1D755 1D770-1D788 1D78A-1D78F 1D7AA-1D7C2 1D7C4-1D7C9 1D7CB 1D7CE-1D7FF 1EE00-1EE03 1EE05-1EE1F 1EE21-1EE22 "
        + "1EE24 1EE27 1EE29-1EE32 1EE34-1EE37 1EE39 1EE3B 1EE42 1EE47 1EE49 1EE4B 1EE4D-1EE4F 1EE51-1EE52 1EE54 1EE57 1EE59 1EE5B 1EE5D "
        + "1EE5F 1EE61-1EE62 1EE64 1EE67-1EE6A 1EE6C-1EE72 1EE74-1EE77 1EE79-1EE7C 1EE7E 1EE80-1EE89 1EE8B-1EE9B 1EEA1-1EEA3 1EEA5-1EEA9 "
        + "1EEAB-1EEBB 1FBF0-1FBF9 2F800-2FA1D");

    private static readonly CodePointSet RightToLeft = CodePointSet.Parse(
        "590 5BE 5C0 5C3 5C6 5C8-5FF 608 60B 60D 61B-64A 66D-66F 671-6D5 6E5-6E6 6EE-6EF 6FA-710 712-72F 74B-7A5 7B1-7EA 7F4-7F5 "
        + "7FA-7FC 7FE-815 81A 824 828 82E-858 85C-88F 892-897 8A0-8C9 200F FB1D FB1F-FB28 FB2A-FD3D FD50-FDCE FDF0-FDFC FE70-FEFE "
        + "10800-1091E 10920-10A00 10A04 10A07-10A0B 10A10-10A37 10A3B-10A3E 10A40-10AE4 10AE7-10B38 10B40-10D23 10D28-10D2F 10D3A-10E5F "
        + "10E7F-10EAA 10EAD-10F45 10F51-10F81 10F86-10FFF 1E800-1E8CF 1E8D7-1E943 1E94B-1EEEF 1EEF2-1EFFF");

    private static readonly CodePointSet Viramas = CodePointSet.Parse(
        "94D 9CD A4D ACD B4D BCD C4D CCD D3B-D3C D4D DCA E3A EBA F84 1039-103A 1714-1715 1734 17D2 1A60 1B44 1BAA-1BAB 1BF2-1BF3 2D7F "
        + "A806 A82C A8C4 A953 A9C0 AAF6 ABED 10A3F 11046 11070 1107F 110B9 11133-11134 111C0 11235 112EA 1134D 11442 114C2 115BF 1163F "
        + "116B6 1172B 11839 1193D-1193E 119E0 11A34 11A47 11A99 11C3F 11D44-11D45 11D97");

    private static readonly CodePointSet JoinsPrevious = CodePointSet.Parse(
        "620 622-63F 641-64A 66E-66F 671-673 675-6D3 6D5 6EE-6EF 6FA-6FC 6FF 710 712-72F 74D-77F 7CA-7EA 840-858 860 862-865 867-86A "
        + "870-882 886 889-88E 8A0-8AC 8AE-8C8 1807 1820-1878 1887-18A8 18AA A840-A871 10AC0-10AC5 10AC7 10AC9-10ACA 10ACE-10AD6 "
        + "10AD8-10AE1 10AE4 10AEB-10AEF 10B80-10B91 10BA9-10BAE 10D01-10D23 10F30-10F44 10F51-10F54 10F70-10F81 10FB0 10FB2-10FB6 "
        + "10FB8-10FBF 10FC1-10FC4 10FC9-10FCA 1E900-1E943");

    private static readonly CodePointSet JoinsNext = CodePointSet.Parse(
        "620 626 628 62A-62E 633-63F 641-647 649-64A 66E-66F 678-687 69A-6BF 6C1-6C2 6CC 6CE 6D0-6D1 6FA-6FC 6FF 712-714 71A-71D "
        + "71F-727 729 72B 72D-72E 74E-758 75C-76A 76D-770 772 775-777 77A-77F 7CA-7EA 841-845 848 84A-853 855 860 862-865 868 886 "
        + "889-88D 8A0-8A9 8AF-8B0 8B3-8B8 8BA-8C8 1807 1820-1878 1887-18A8 18AA A840-A872 10AC0-10AC4 10ACD 10AD3-10ADC 10ADE-10AE0 "
        + "10AEB-10AEE 10B80 10B82 10B86-10B88 10B8A-10B8B 10B8D 10B90 10BAD-10BAE 10D00-10D21 10D23 10F30-10F32 10F34-10F44 10F51-10F53 "
        + "10F70-10F73 10F76-10F81 10FB0 10FB2-10FB3 10FB8 10FBB-10FBC 10FBE-10FBF 10FC1 10FC4 10FCA-10FCB 1E900-1E943");

    private static readonly CodePointSet Greek = UnicodeData.Script("Greek")!;
    private static readonly CodePointSet Hebrew = UnicodeData.Script("Hebrew")!;
    private static readonly CodePointSet Japanese = UnicodeData.Script("Hiragana")!.Union(UnicodeData.Script("Katakana")!).Union(UnicodeData.Script("Han")!);

    /// <summary>Returns whether a code point is allowed in a label, apart from its context (PVALID, CONTEXTJ and CONTEXTO of RFC 5892, section 3).</summary>
    public static bool IsAllowed(int codePoint)
    {
        if (codePoint < 0x80) return codePoint is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';
        if (IsValidByException(codePoint) || NeedsContext(codePoint)) return true;
        if (IsInvalidByException(codePoint) || IsConjoiningJamo(codePoint) || IsIgnorable(codePoint) || Unstable.Contains(codePoint)) return false;
        return CodePoints.Category(codePoint) switch
        {
            UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => true,
            // Capital letters are unstable, except those of Cherokee, to which its small letters fold.
            UnicodeCategory.UppercaseLetter => codePoint is >= 0x13A0 and <= 0x13F5,
            _ => false,
        };
    }

    /// <summary>Returns whether a code point is allowed in its context (RFC 5892, appendix A).</summary>
    public static bool IsAllowedInContext(ReadOnlySpan<int> label, int index)
    {
        int before = index > 0 ? label[index - 1] : -1;
        int after = index + 1 < label.Length ? label[index + 1] : -1;
        return label[index] switch
        {
            0x00B7 => before == 'l' && after == 'l',
            0x0375 => after >= 0 && Greek.Contains(after),
            0x05F3 or 0x05F4 => before >= 0 && Hebrew.Contains(before),
            0x30FB => HasJapanese(label),
            >= 0x0660 and <= 0x0669 => !ContainsBetween(label, 0x06F0, 0x06F9),
            >= 0x06F0 and <= 0x06F9 => !ContainsBetween(label, 0x0660, 0x0669),
            0x200C => IsVirama(before) || IsBetweenJoining(label, index),
            0x200D => IsVirama(before),
            _ => true,
        };
    }

    /// <summary>Returns whether a label has right-to-left characters, which makes its whole name subject to the Bidi rule.</summary>
    public static bool IsRightToLeft(ReadOnlySpan<int> label)
    {
        foreach (int codePoint in label)
        {
            if (Direction(codePoint) is BidiClass.Right or BidiClass.ArabicNumber) return true;
        }

        return false;
    }

    /// <summary>Returns whether a label satisfies the Bidi rule of RFC 5893, section 2.</summary>
    public static bool SatisfiesBidiRule(ReadOnlySpan<int> label)
    {
        BidiClass first = Direction(label[0]);
        if (first is not (BidiClass.Left or BidiClass.Right)) return false;
        BidiClass last = first;
        bool hasEuropean = false;
        bool hasArabic = false;
        foreach (int codePoint in label)
        {
            BidiClass direction = Direction(codePoint);
            if (direction == (first == BidiClass.Left ? BidiClass.Right : BidiClass.Left) || (first == BidiClass.Left && direction == BidiClass.ArabicNumber))
            {
                return false;
            }

            hasEuropean |= direction == BidiClass.EuropeanNumber;
            hasArabic |= direction == BidiClass.ArabicNumber;
            if (direction != BidiClass.Mark) last = direction;
        }

        return last != BidiClass.Neutral && !(hasEuropean && hasArabic);
    }

    private enum BidiClass
    {
        Left,
        Right,
        EuropeanNumber,
        ArabicNumber,
        Mark,
        Neutral,
    }

    // Distinguishes only what can occur in labels; R and AL are treated alike.
    private static BidiClass Direction(int codePoint) => codePoint switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => BidiClass.Left,
        >= '0' and <= '9' or >= 0x06F0 and <= 0x06F9 => BidiClass.EuropeanNumber,
        '-' or 0x00B7 or 0x0375 or 0x30FB or 0x200C or 0x200D => BidiClass.Neutral,
        >= 0x0660 and <= 0x0669 or >= 0x10D30 and <= 0x10D39 => BidiClass.ArabicNumber,
        _ when CodePoints.Category(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.Mark,
        _ => RightToLeft.Contains(codePoint) ? BidiClass.Right : BidiClass.Left,
    };

    private static bool IsValidByException(int codePoint) => codePoint is 0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007;

    private static bool IsInvalidByException(int codePoint) => codePoint is 0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B;

    private static bool NeedsContext(int codePoint) =>
        codePoint is 0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9) or 0x200C or 0x200D;

    private static bool IsConjoiningJamo(int codePoint) =>
        codePoint is (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97C) or (>= 0xD7B0 and <= 0xD7FB);

    /// <summary>Returns whether a code point is default-ignorable (letters and marks only), or in a block of symbols that RFC 5892 excludes.</summary>
    private static bool IsIgnorable(int codePoint) =>
        codePoint is 0x034F or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
            or (>= 0x20D0 and <= 0x20FF) or (>= 0x1D100 and <= 0x1D24F);

    private static bool IsVirama(int codePoint) => codePoint >= 0 && Viramas.Contains(codePoint);

    private static bool IsBetweenJoining(ReadOnlySpan<int> label, int index)
    {
        int before = index - 1;
        while (before >= 0 && IsTransparent(label[before])) before--;
        int after = index + 1;
        while (after < label.Length && IsTransparent(label[after])) after++;
        return before >= 0 && after < label.Length && JoinsNext.Contains(label[before]) && JoinsPrevious.Contains(label[after]);
    }

    private static bool IsTransparent(int codePoint) =>
        CodePoints.Category(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format && codePoint is not (0x200C or 0x200D);

    private static bool HasJapanese(ReadOnlySpan<int> label)
    {
        foreach (int codePoint in label)
        {
            if (Japanese.Contains(codePoint)) return true;
        }

        return false;
    }

    private static bool ContainsBetween(ReadOnlySpan<int> label, int first, int last)
    {
        foreach (int codePoint in label)
        {
            if (codePoint >= first && codePoint <= last) return true;
        }

        return false;
    }
}
