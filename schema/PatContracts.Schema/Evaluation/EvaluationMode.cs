namespace PatContracts.Schema.Evaluation;

/// <summary>The mode of evaluation. Modes are empty structs, so that the JIT compiler specializes the same source for each.</summary>
internal interface IEvaluationMode;

/// <summary>Flag output while the text is scanned for the first time: stops at the first violation or JSON error.</summary>
internal readonly struct ScanningMode : IEvaluationMode;

/// <summary>Flag output over an index: stops at the first violation.</summary>
internal readonly struct FlagMode : IEvaluationMode;

/// <summary>Exhaustive evaluation over an index: continues after a violation and collects findings.</summary>
internal readonly struct ExhaustiveMode : IEvaluationMode;
