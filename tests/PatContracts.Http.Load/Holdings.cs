using System.Diagnostics;

namespace PatContracts.Http.Load;

/// <summary>The resources of a process.</summary>
/// <param name="LiveBytes">The size in bytes of the objects that survive a garbage collection.</param>
/// <param name="Handles">The number of open handles, such as files and sockets.</param>
/// <param name="Threads">The number of threads.</param>
public sealed record Holdings(long LiveBytes, int Handles, int Threads)
{
    /// <summary>Returns the resources of this process.</summary>
    public static Holdings Now()
    {
        // Collects twice, so that finalizers have run.
        long live = GC.GetTotalMemory(forceFullCollection: true);
        GC.WaitForPendingFinalizers();
        live = Math.Min(live, GC.GetTotalMemory(forceFullCollection: true));
        using var process = Process.GetCurrentProcess();
        return new Holdings(live, process.HandleCount, process.Threads.Count);
    }
}
