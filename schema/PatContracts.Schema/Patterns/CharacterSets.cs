using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>The character sets of the escapes of ECMA-262.</summary>
internal static class CharacterSets
{
    public static readonly CodePointSet Digits = CodePointSet.Parse("30-39");
    public static readonly CodePointSet NotDigits = Digits.Complement();
    public static readonly CodePointSet WordCharacters = CodePointSet.Parse("30-39 41-5A 5F 61-7A");
    public static readonly CodePointSet NotWordCharacters = WordCharacters.Complement();

    /// <summary>WhiteSpace and LineTerminator of ECMA-262, including the byte order mark.</summary>
    public static readonly CodePointSet Spaces = CodePointSet.Parse("9-D 20 A0 1680 2000-200A 2028-2029 202F 205F 3000 FEFF");
    public static readonly CodePointSet NotSpaces = Spaces.Complement();

    /// <summary>The characters that <c>.</c> matches.</summary>
    public static readonly CodePointSet NotLineTerminators = CodePointSet.Parse("A D 2028-2029").Complement();

    /// <summary>Returns the set of an escape such as <c>\d</c>, or null for any other letter.</summary>
    public static CodePointSet? Find(char letter) => letter switch
    {
        'd' => Digits,
        'D' => NotDigits,
        'w' => WordCharacters,
        'W' => NotWordCharacters,
        's' => Spaces,
        'S' => NotSpaces,
        _ => null,
    };
}
