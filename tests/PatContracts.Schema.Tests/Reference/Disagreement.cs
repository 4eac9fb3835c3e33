using System.Text;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>One call of an overload.</summary>
internal readonly record struct Call(Overload Overload, Payload Payload);

/// <summary>A call whose result differs from the reference evaluator, with the earlier calls on the same contract.</summary>
internal sealed record Disagreement(JsonNode Schema, Dialect Dialect, IReadOnlyList<Call> History, Call Last, string Problem)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Dialect).Append(' ').AppendLine(Encoding.UTF8.GetString(JsonStyle.Compact.Write(Schema)));
        int repeated = 0;
        foreach ((int index, Call call) in History.Index())
        {
            repeated++;
            if (index + 1 < History.Count && History[index + 1] == call) continue;
            text.Append("  after ").Append(repeated).Append(" × ").Append(call.Overload).Append(": ").Append(call.Payload).AppendLine();
            repeated = 0;
        }

        text.Append("  then ").Append(Last.Overload).Append(": ").Append(Last.Payload).AppendLine();
        return text.Append("  ").Append(Problem).ToString();
    }

    /// <summary>Repeats the calls on a new contract. Returns the same case with the current problem, or null if there is none.</summary>
    public Disagreement? Repeat()
    {
        try
        {
            var subject = new Subject(Schema, Dialect);
            Contract contract = subject.NewContract();
            foreach (Call call in History) call.Overload.Run(contract, call.Payload);
            string? problem = subject.FindProblem(contract, Last.Overload, Last.Payload, subject.FindingsOfNewContract(Last.Payload));
            return problem is null ? null : this with { Problem = problem };
        }
#pragma warning disable CA1031 // A reduced schema may be invalid; then it is not a reduction.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
