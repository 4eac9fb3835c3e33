using System.CommandLine;

namespace PatContracts.Tool.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ToolCommand(string name, string description, params (string Line, string Purpose)[] examples) : Command(name, description)
{
    /// <summary>The examples: command lines, each with its purpose.</summary>
    public IReadOnlyList<(string Line, string Purpose)> Examples { get; } = examples;
}
