using System.Security.Cryptography;
using System.Text;

namespace PatContracts.Tool.Audit;

/// <summary>The secret key of the pseudonyms. Read from the environment or from a file of the user, which the first audit creates.</summary>
internal sealed record PseudonymKey(PseudonymKeySource Source, byte[] Bytes)
{
    /// <summary>The environment variable that contains the key: any text of at least <see cref="LeastLength"/> characters.</summary>
    public const string Variable = "PAT_CONTRACTS_AUDIT_KEY";

    private const int LeastLength = 16;
    private const int KeyBytes = 32;

    /// <summary>Returns the key, and creates one for the user if necessary.</summary>
    /// <param name="note">A message to the user about the key, or null.</param>
    /// <exception cref="ToolException">The existing key cannot be used. It is not replaced, because that would change all pseudonyms.</exception>
    public static PseudonymKey Find(out string? note)
    {
        note = null;
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } secret)
        {
            if (secret.Length < LeastLength) throw ToolException.Configuration($"{Variable} requires at least {LeastLength} characters");
            return new PseudonymKey(PseudonymKeySource.Environment, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        }

        string folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (folder.Length == 0) return ForThisRun("the user has no home folder", out note);
        string file = Path.Combine(folder, CommandLine.Name, "audit.key");
        try
        {
            if (!File.Exists(file))
            {
                Create(file);
                note = $"A key for pseudonyms was created: {file}. Reports with the same key have the same pseudonyms; set {Variable} in pipelines";
            }

            return new PseudonymKey(PseudonymKeySource.User, Read(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ForThisRun($"{file} cannot be used", out note);
        }
    }

    private static PseudonymKey ForThisRun(string reason, out string note)
    {
        note = $"Pseudonyms are valid for this run only, because {reason}; set {Variable} to track tokens across reports";
        return new PseudonymKey(PseudonymKeySource.Run, RandomNumberGenerator.GetBytes(KeyBytes));
    }

    private static byte[] Read(string file)
    {
        string text = File.ReadAllText(file).Trim();
        if (text.Length == 2 * KeyBytes && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        throw ToolException.Configuration($"{file}: requires a key of {2 * KeyBytes} hexadecimal digits; delete the file to create a new key, which changes all pseudonyms");
    }

    // Written to a temporary file and moved, so that two concurrent first audits use the same complete key.
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string temporary = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options)) stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }
    }
}
