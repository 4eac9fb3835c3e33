using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Setup;

/// <summary>A value in a set-up file.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">The name of the property, attribute or metadata.</param>
/// <param name="NameSpan">The span of the name.</param>
/// <param name="Text">The trimmed value.</param>
/// <param name="Span">The span of the value.</param>
internal sealed record SetupValue(SetupFile File, string Name, TextSpan NameSpan, string Text, TextSpan Span)
{
    public Location Location => File.At(Span);

    public Location NameLocation => File.At(NameSpan);
}
