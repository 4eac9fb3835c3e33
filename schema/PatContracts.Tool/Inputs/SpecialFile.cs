using System.Runtime.InteropServices;
using System.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>Detects special files, which must not be read: opening a named pipe waits for a writer, and a device may never end.</summary>
internal static class SpecialFile
{
    private const int TypeMask = 0xF000;

    /// <summary>Returns the kind of a special file. Returns null for a regular file or a folder, and if the kind is unknown.</summary>
    public static string? KindOf(string path) => (TypeOf(path) & TypeMask) switch
    {
        0x1000 => "a named pipe",
        0xC000 => "a socket",
        0x2000 or 0x6000 => "a device",
        _ => null,
    };

    // .NET does not expose the type of a file. The layout of statx is the same on all architectures.
    private static int TypeOf(string path)
    {
        const int CurrentFolder = -100;
        const uint TypeOnly = 1;
        const int ModeOffset = 28;
        if (!OperatingSystem.IsLinux()) return 0;
        try
        {
            byte[] status = new byte[256];
            return statx(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), 0, TypeOnly, status) == 0 ? BitConverter.ToUInt16(status, ModeOffset) : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [DllImport("libc")]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] status);
}
