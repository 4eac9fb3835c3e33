using PatContracts.Schema;
using PatContracts.Tool.Audit;

namespace PatContracts.Tool.Fetch;

/// <summary>The number of tokens in a downloaded list.</summary>
/// <param name="Tokens">The number of tokens.</param>
/// <param name="Managed">The number of tokens that the platform manages.</param>
internal sealed record FetchedList(long Tokens, long Managed)
{
    /// <summary>Validates that a response is a complete list and counts its tokens. A sign-in page or a truncated list must not replace an export.</summary>
    /// <exception cref="ToolException">The response is not a complete JSON list.</exception>
    public static FetchedList Read(Stream content, Contract contract)
    {
        content.Position = 0;
        using var reader = new PayloadReader(content, leaveOpen: true);
        long tokens = 0;
        long managed = 0;
        while (reader.Read())
        {
            if (reader.Format != PayloadFormat.Array || !reader.Validate(contract).IsWellFormed) throw NotAList();
            tokens++;
            if (ExportedToken.Read(reader.Element.Span)?.IsManaged == true) managed++;
        }

        return reader.Fault is null && reader.Format == PayloadFormat.Array ? new FetchedList(tokens, managed) : throw NotAList();
    }

    private static ToolException NotAList() => new(ExitCode.Input, "The response is not a complete JSON list of tokens");
}
