using Newtonsoft.Json;

namespace AccessProfiles;

/// <summary>A profile in a literal: the build validates it, and reports violations at the exact characters.</summary>
internal static class Samples
{
    public static AccessProfile Read() => JsonConvert.DeserializeObject<AccessProfile>("""
        {
          "id": "f81d4fae-7dec-41d0-a765-00a0c91e6bf6",
          "name": "Travel, book",
          "owner": { "type": "GROUP", "id": "g-9" },
          "risk": "MEDIUM",
          "approval": { "kind": "AUTOMATIC" },
          "entitlements": [{ "type": "ENTITLEMENT", "id": "e-7" }]
        }
        """)!;

    public static bool MayDelete(AccessProfile profile) => !(profile.IsBuiltIn ?? false);

    public static AccessProfile Make(Guid id, Reference owner) => new()
    {
        Id = id,
        Name = "Travel, approve",
        Owner = owner,
        RiskLevel = Risk.High,
        Approval = new Approval { Kind = "MANUAL", Approvers = [owner] },
        Entitlements = [new Reference("ENTITLEMENT", "e-8")],
    };
}
