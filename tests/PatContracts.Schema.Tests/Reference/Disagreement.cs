using System.Text;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>One call of an overload.</summary>
internal readonly record struct Call(Overload Overload, Payload Payload);

/// <summary>A call on which the engine and the reference evaluator do not agree, with the calls that went before on the same contract.</summary>
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

    /// <summary>Makes the calls again, on a new contract. Returns the same case with what is wrong now, or null where nothing is.</summary>
    public Disagreement? Repeat()
    {
        try
        {
            var subject = new Subject(Schema, Dialect);
            Contract contract = subject.Fresh();
            foreach (Call call in History) call.Overload.Run(contract, call.Payload);
            string? problem = subject.Ask(contract, Last.Overload, Last.Payload, subject.FreshFindings(Last.Payload));
            return problem is null ? null : this with { Problem = problem };
        }
#pragma warning disable CA1031 // A reduced schema need not be one; then it is no reduction.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
