using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Evaluation;

/// <summary>The stack of the current thread.</summary>
internal static class MachineStack
{
    /// <summary>Whether the runtime considers the remaining stack sufficient for an average method, which is enough for many levels of evaluation.</summary>
    public static bool IsSufficient
    {
        get
        {
            try
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return true;
            }
            catch (InsufficientExecutionStackException)
            {
                return false;
            }
        }
    }
}
