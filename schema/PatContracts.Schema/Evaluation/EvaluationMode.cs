namespace PatContracts.Schema.Evaluation;

/// <summary>How a value is evaluated. The modes are empty structs, so that the JIT makes a program of its own of the one source for each.</summary>
internal interface IEvaluationMode;

/// <summary>Flag output while the text is scanned for the first time: stops at the first violation or fault.</summary>
internal readonly struct ScanningMode : IEvaluationMode;

/// <summary>Flag output over an index: stops at the first violation.</summary>
internal readonly struct FlagMode : IEvaluationMode;

/// <summary>Exhaustive evaluation over an index: continues after a violation and collects findings.</summary>
internal readonly struct ExhaustiveMode : IEvaluationMode;
