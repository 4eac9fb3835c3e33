using PatContracts.Schema;

namespace PatContracts.Tool.Audit;

/// <summary>The contract that the tokens of an audit are validated against.</summary>
internal sealed class AuditContract
{
    private AuditContract(string name, Contract token, Contract list)
    {
        Name = name;
        Token = token;
        List = list;
    }

    public string Name { get; }

    /// <summary>The contract for one token.</summary>
    public Contract Token { get; }

    private Contract List { get; }

    /// <summary>The names of the contracts that an audit can use: all API versions, without their list and create forms.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. PatContract.All.Select(static contract => contract.Name).Order(StringComparer.Ordinal)];

    /// <summary>Returns the contract with a name.</summary>
    /// <exception cref="ToolException">No contract has this name.</exception>
    public static AuditContract Of(string name, DateTimeProfile dateTimes)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            throw ToolException.Usage($"--contract requires {string.Join(", ", Names.SkipLast(1))} or {Names[^1]}; got \"{name}\".{Suggestions.For(name, Names)}");
        }

        PatContract contract = PatContract.Get(name).WithDateTimes(dateTimes);
        return new AuditContract(name, contract.Token.Contract, contract.List.Contract);
    }

    /// <summary>Returns the form of the contract for a payload: a list or one token.</summary>
    public Contract For(ReadOnlySpan<byte> payload) => payload.TrimStart(" \t\r\n"u8) is [(byte)'[', ..] ? List : Token;
}
