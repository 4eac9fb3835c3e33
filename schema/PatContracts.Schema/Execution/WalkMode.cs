namespace PatContracts.Schema.Execution;

/// <summary>What a walk is for. The modes are empty structs, so that the JIT makes of one source a walk that only answers and a walk that collects.</summary>
internal interface IWalkMode;

/// <summary>Stops at the first violation; allocates nothing.</summary>
internal readonly struct VerdictMode : IWalkMode;

/// <summary>The same for values that each stand on a line of their own.</summary>
internal readonly struct LineMode : IWalkMode;

/// <summary>Goes on after a violation and reports each.</summary>
internal readonly struct CollectMode : IWalkMode;
