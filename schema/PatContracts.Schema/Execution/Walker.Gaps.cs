using PatContracts.Schema.Compilation;
using PatContracts.Schema.Execution.Gaps;

namespace PatContracts.Schema.Execution;

internal ref partial struct Walker<TMode>
{
    /// <summary>The text left the ways that were learned: the object is walked from its beginning.</summary>
    private const int OffTheWay = -2;

    /// <summary>What was learned of objects of a schema, where it may be used: where the walk only answers, and nobody asks for single members.</summary>
    private readonly GapMemory? Memory(PlanNode node, EvaluatedSet? evaluated) =>
        Collects || evaluated is not null || _options.UnknownProperties == FindingSeverity.Error ? null : node.Gaps;

    /// <summary>
    /// Runs an object down the ways that others took. Where gap after gap is the same, the text means the same as theirs did, so each value stands before
    /// the schema that it would stand before in a general walk; what the gaps hold themselves, names and constants, was found good then. The place
    /// behind the object; −1 where a value breaks the contract; <see cref="OffTheWay"/>.
    /// </summary>
    private int AlongGaps(GapTable table, int position)
    {
        ReadOnlySpan<byte> json = _json;
        GapStep[] steps = table.Steps;
        int depth = _depth;
        if (depth + table.Depth > _maxDepth) return OffTheWay;
        int at = 0;
        while ((uint)at < (uint)steps.Length)
        {
            ref readonly GapStep step = ref steps[at];
            if (!Blocks.StartsWith(json, position, in step))
            {
                at = step.Alternative;
                continue;
            }

            position += step.Length;
            at++;
            int end;
            switch (step.Leaf)
            {
                case GapLeaf.None:
                    continue;
                case GapLeaf.Text:
                    end = Blocks.Text(json, position);
                    break;
                case GapLeaf.DateTime:
                    end = Blocks.DateTime(json, position);
                    break;
                case GapLeaf.Boolean:
                    end = Blocks.Boolean(json, position);
                    break;
                case GapLeaf.Texts:
                    end = Blocks.Texts(json, position);
                    break;
                case GapLeaf.SizedText:
                    end = Blocks.SizedText(json, position, in step.Limits);
                    break;
                case GapLeaf.Choice:
                    end = Blocks.Choice(json, position, in step.Limits);
                    break;
                case GapLeaf.Integer:
                    end = Blocks.Integer(json, position, in step.Limits);
                    break;
                case GapLeaf.Number:
                    end = Blocks.Number(json, position);
                    break;
                case GapLeaf.End:
                    return position;
                default:
                    end = -1;
                    break;
            }

            if (end < 0)
            {
                // White space here is a gap of another form, not a value.
                if ((uint)position < (uint)json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') return OffTheWay;
                _depth = depth + step.Depth;
                end = Value(step.Node, position, inPlace: false);
                _depth = depth;
                if (end < 0) return -1;
            }

            position = end;
        }

        return OffTheWay;
    }
}
