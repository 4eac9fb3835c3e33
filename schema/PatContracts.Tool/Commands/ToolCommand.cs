using System.CommandLine;

namespace PatContracts.Tool.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ToolCommand(string name, string description, params (string Line, string Purpose)[] examples) : Command(name, description)
{
    /// <summary>Command lines to copy, each with what it is good for.</summary>
    public IReadOnlyList<(string Line, string Purpose)> Examples { get; } = examples;
}
