using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

// A body while it is run.
internal sealed partial class FlowRun
{
    /// <summary>A body being run: its graph, the blocks still to be run, and the states in which they were reached.</summary>
    private sealed class Frame
    {
        private readonly BlockVisits?[] _visits;
        private readonly List<CaptureUse> _captures = [];

        public Frame(ControlFlowGraph graph, IMethodSymbol? function, Frame? outer)
        {
            Graph = graph;
            Function = function;
            Outer = outer;
            _visits = new BlockVisits?[graph.Blocks.Length];
            foreach (BasicBlock block in graph.Blocks)
            {
                foreach (IOperation operation in block.Operations) Scan(operation, block.Ordinal);
                if (block.BranchValue is { } value) Scan(value, block.Ordinal);
            }
        }

        public ControlFlowGraph Graph { get; }

        public IMethodSymbol? Function { get; }

        /// <summary>The frame that called this local function; null where the body is run for itself and what it returns is seen by others.</summary>
        public Frame? Outer { get; }

        public List<FlowState> Exits { get; } = [];

        public Queue<Arrival> Open { get; } = new();

        /// <summary>Whether some part does not compile. Such a body is not judged.</summary>
        public bool IsInvalid { get; private set; }

        public bool? IsLeftToCallers { get; set; }

        /// <summary>The states in which a block was reached, on the way to one continuation.</summary>
        public List<Arrival> VisitsOf(BasicBlock block, Continuation? continuation)
        {
            BlockVisits? first = _visits[block.Ordinal];
            for (BlockVisits? visits = first; visits is not null; visits = visits.Next)
            {
                if (visits.Continuation == continuation) return visits.Arrivals;
            }

            return (_visits[block.Ordinal] = new(continuation, first)).Arrivals;
        }

        /// <summary>Drops the intermediate results that no block from this one on uses: they would only keep paths apart.</summary>
        public void ForgetCaptures(FlowState state, BasicBlock block)
        {
            if (state.HasCaptures) state.Forget(capture => LastUse(capture) is not { } use || use.LastBlock < block.Ordinal);
        }

        private void Scan(IOperation operation, int ordinal)
        {
            foreach (IOperation part in operation.DescendantsAndSelf())
            {
                switch (part.Kind)
                {
                    case OperationKind.FlowCaptureReference:
                        CaptureId capture = ((IFlowCaptureReferenceOperation)part).Id;
                        if (LastUse(capture) is { } use) use.LastBlock = ordinal;
                        else _captures.Add(new(capture) { LastBlock = ordinal });
                        break;
                    case OperationKind.Invalid:
                    case OperationKind.Conversion when part is IConversionOperation { OperatorMethod: null, Conversion.Exists: false }:
                        IsInvalid = true;
                        break;
                }
            }
        }

        /// <summary>From the end, because a capture is mostly used soon after another use of it.</summary>
        private CaptureUse? LastUse(CaptureId capture)
        {
            for (int i = _captures.Count - 1; i >= 0; i--)
            {
                if (_captures[i].Id.Equals(capture)) return _captures[i];
            }

            return null;
        }

        private sealed class BlockVisits(Continuation? continuation, BlockVisits? next)
        {
            public Continuation? Continuation { get; } = continuation;

            public BlockVisits? Next { get; } = next;

            public List<Arrival> Arrivals { get; } = [];
        }

        private sealed class CaptureUse(CaptureId id)
        {
            public CaptureId Id { get; } = id;

            /// <summary>The last block that uses it.</summary>
            public int LastBlock { get; set; }
        }
    }
}
