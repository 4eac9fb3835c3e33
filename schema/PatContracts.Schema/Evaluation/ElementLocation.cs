using System.Globalization;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Where a value stands in the whole text.</summary>
/// <param name="Index">As which element of an array; −1 where of none.</param>
/// <param name="EvaluationPath">The keywords that led to its schema.</param>
/// <param name="Offset">From which byte on.</param>
/// <param name="Position">At which line and column.</param>
internal readonly record struct ElementLocation(int Index, string EvaluationPath, long Offset, TextPosition Position)
{
    /// <summary>A value that is the whole text.</summary>
    public static ElementLocation Document => new(-1, "", 0, new TextPosition());

    /// <summary>How many arrays are around the value.</summary>
    public int Depth => Index >= 0 ? 1 : 0;

    /// <summary>The value's JSON Pointer.</summary>
    public string Pointer => Index < 0 ? "" : "/" + Index.ToString(CultureInfo.InvariantCulture);
}
