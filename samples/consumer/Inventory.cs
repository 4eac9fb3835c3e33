using System.Text.Json;
using PatContracts;
using PatContracts.Schema;

namespace TokenInventory;

/// <summary>Lists tokens, those of the platform apart.</summary>
internal static class Inventory
{
    /// <summary>Prints what is wrong with a payload or, where nothing is, its tokens. True where nothing is wrong.</summary>
    public static bool Print(byte[] payload, TextWriter output)
    {
        ContractValidationResult result = PatContract.Latest.Validate(payload);
        if (!result.IsValid)
        {
            foreach (Finding finding in result.Findings) output.WriteLine(finding);
            return false;
        }

        GetPersonalAccessTokenResponse[] tokens = IsList(payload)
            ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>(payload)!
            : [JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload)!];
        foreach (GetPersonalAccessTokenResponse token in tokens) output.WriteLine(Line(token));
        return true;
    }

    /// <summary>A token for trying things out: complete, so that the analyzer has nothing to say.</summary>
    public static GetPersonalAccessTokenResponse Example(string id, DateTimeOffset created) => new()
    {
        Id = id,
        Name = "Nightly report",
        Scope = ["sp:scopes:all"],
        Owner = new PatOwner { Type = "IDENTITY", Id = "9f3c2a7be1d84c55a6d0f4b1c8e27a90", Name = "Support" },
        Created = created,
    };

    private static bool IsList(ReadOnlySpan<byte> payload) => payload.TrimStart(" \t\r\n"u8).StartsWith("["u8);

    private static string Line(GetPersonalAccessTokenResponse token) =>
        $"{token.Name}: created {token.Created:yyyy-MM-dd}, {(token.Managed ? "owned by the platform" : "owned by a person")}";
}
