using System.Globalization;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Reads the files that control a run: schemas, baselines, the configuration. An error in such a file ends the run.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Reads a file and converts it to UTF-8 without a byte order mark.</summary>
    /// <param name="shownPath">The path in messages.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="role">A noun for the purpose of the file.</param>
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

    /// <summary>Returns the error for a value that conforms to the schema but cannot be used, with its location.</summary>
    /// <param name="shownPath">The path in messages.</param>
    /// <param name="json">The content of the file, which is valid JSON.</param>
    /// <param name="message">The message.</param>
    /// <param name="atName">Whether to report the location of the member's name instead of its value.</param>
    /// <param name="path">The member names and indexes of the path to the value.</param>
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
                    if (name.ToString() == step) break;
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

    /// <summary>Reads a file and validates it against the command's schema for it.</summary>
    /// <param name="shownPath">The path in messages.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="role">A noun for the purpose of the file.</param>
    /// <param name="schemaName">The name of the schema in <see cref="ToolSchemas"/>.</param>
    /// <exception cref="ToolException">The file cannot be read or violates its schema.</exception>
    public static byte[] ReadChecked(string shownPath, string fullPath, string role, string schemaName)
    {
        byte[] bytes = Read(shownPath, fullPath, role);
        ContractValidationResult result = ToolSchemas.Get(schemaName).Validate(bytes);
        if (result.Findings.FirstOrDefault(static finding => finding.Severity == FindingSeverity.Error) is { } first)
        {
            throw ToolException.Configuration($"{shownPath}:{first.Line}:{first.Column}: The {role} is not valid: {first.Message} (at \"{first.InstancePointer}\")");
        }

        return bytes;
    }
}
