using System.Globalization;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>The location of a value in the complete text.</summary>
/// <param name="Index">Its index in an array; −1 if it is not an element.</param>
/// <param name="EvaluationPath">The keywords that lead to its schema.</param>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Position">Its line and column.</param>
internal readonly record struct ElementLocation(int Index, string EvaluationPath, long Offset, TextPosition Position)
{
    /// <summary>The location of a value that is the complete text.</summary>
    public static ElementLocation Document => new(-1, "", 0, new TextPosition());

    /// <summary>The number of arrays that contain the value.</summary>
    public int Depth => Index >= 0 ? 1 : 0;

    /// <summary>The value's JSON Pointer.</summary>
    public string Pointer => Index < 0 ? "" : "/" + Index.ToString(CultureInfo.InvariantCulture);
}
