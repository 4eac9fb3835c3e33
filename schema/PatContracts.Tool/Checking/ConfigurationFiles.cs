using System.Globalization;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Files that steer a run: schemas, baselines, the configuration. What is wrong with one ends the run.</summary>
internal static class ConfigurationFiles
{
    /// <summary>A file's text, as UTF-8 without a byte order mark, whatever its encoding.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="role">What the file is for, as a noun.</param>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static byte[] Read(string shownPath, string fullPath, string role)
    {
        try
        {
            return TextEncoding.ToUtf8(File.ReadAllBytes(fullPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Configuration($"{shownPath}: The {role} cannot be read: {PathExpansion.Reason(e)}");
        }
    }

    /// <summary>The error of a value that keeps the schema and makes no sense all the same, at its place.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="json">The file's bytes, which are JSON.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="atName">Whether the member's name is at fault rather than its value.</param>
    /// <param name="path">Member names and indexes that lead to the value.</param>
    public static ToolException ErrorAt(string shownPath, ReadOnlySpan<byte> json, string message, bool atName, params ReadOnlySpan<string> path)
    {
        var cursor = new JsonCursor(json);
        int offset = 0;
        for (int depth = 0; depth < path.Length; depth++)
        {
            string step = path[depth];
            if (cursor.TryEnter(JsonKind.Array))
            {
                for (int index = 0; cursor.MoveToElement() && index.ToString(CultureInfo.InvariantCulture) != step; index++) cursor.Skip();
            }
            else if (cursor.TryEnter(JsonKind.Object))
            {
                while (cursor.MoveToMember(out JsonString name))
                {
                    offset = name.Offset;
                    if (JsonStrings.ToString(name.Raw) == step) break;
                    cursor.Skip();
                }
            }
        }

        if (!atName)
        {
            cursor.Peek();
            offset = cursor.Position;
        }

        TextPosition position = TextPosition.Of(json, offset);
        return ToolException.Configuration(string.Create(CultureInfo.InvariantCulture, $"{shownPath}:{position.Line}:{position.Column}: {message}"));
    }

    /// <summary>A file's bytes, checked against the command's own schema for it.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="role">What the file is for, as a noun.</param>
    /// <param name="schemaName">The name of the schema among <see cref="ToolSchemas"/>.</param>
    /// <exception cref="ToolException">The file cannot be read, or is not what its schema asks for.</exception>
    public static byte[] ReadChecked(string shownPath, string fullPath, string role, string schemaName)
    {
        byte[] bytes = Read(shownPath, fullPath, role);
        ContractValidationResult result = ToolSchemas.Get(schemaName).Validate(bytes);
        if (result.Findings.FirstOrDefault(static finding => finding.Severity == FindingSeverity.Error) is { } first)
        {
            throw ToolException.Configuration($"{shownPath}:{first.Line}:{first.Column}: The {role} is not usable: {first.Message} (at \"{first.InstancePointer}\")");
        }

        return bytes;
    }
}
