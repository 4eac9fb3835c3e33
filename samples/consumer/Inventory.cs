using System.Text.Json;
using PatContracts;
using PatContracts.Schema;

namespace TokenInventory;

/// <summary>Lists tokens, and marks those that the platform manages.</summary>
internal static class Inventory
{
    /// <summary>Prints the violations of a payload or, if it is valid, its tokens. Returns whether it is valid.</summary>
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

    /// <summary>Creates an example token. It is complete, so the analyzers report nothing.</summary>
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
