using System.Globalization;
using Framework = System.Globalization.CharUnicodeInfo;

namespace PatContracts.Schema;

/// <summary>The members of the framework's class of this name that the engine uses, with the overload that .NET Standard 2.0 lacks.</summary>
internal static class CharUnicodeInfo
{
    /// <summary>Returns the category of a code point.</summary>
    public static UnicodeCategory GetUnicodeCategory(int codePoint) =>
        codePoint <= char.MaxValue ? Framework.GetUnicodeCategory((char)codePoint) : Framework.GetUnicodeCategory(char.ConvertFromUtf32(codePoint), 0);
}
