using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Files that steer a run: schemas, baselines, the configuration. What is wrong with one ends the run.</summary>
internal static class ConfigurationFiles
{
    /// <summary>A file's bytes.</summary>
    /// <param name="shownPath">The path as messages show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <param name="role">What the file is for, as a noun.</param>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static byte[] Read(string shownPath, string fullPath, string role)
    {
        try
        {
            return File.ReadAllBytes(fullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Configuration($"{shownPath}: The {role} cannot be read: {PathExpansion.Reason(e)}");
        }
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
        ValidationResult result = ToolSchemas.Get(schemaName).Validate(bytes);
        if (result.Findings.FirstOrDefault(static finding => finding.Severity == FindingSeverity.Error) is { } first)
        {
            throw ToolException.Configuration($"{shownPath}:{first.Line}:{first.Column}: The {role} is not usable: {first.Message} (at \"{first.InstancePointer}\")");
        }

        return bytes;
    }
}
