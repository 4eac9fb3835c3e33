namespace PatContracts.Schema.Execution;

/// <summary>What a walk is for. The modes are empty structs, so that the JIT makes of one source a walk that only answers and a walk that collects.</summary>
internal interface IWalkMode;

/// <summary>Stops at the first violation; allocates nothing.</summary>
internal readonly struct VerdictMode : IWalkMode;

/// <summary>Goes on after a violation and reports each.</summary>
internal readonly struct CollectMode : IWalkMode;
