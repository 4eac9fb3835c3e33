using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>Times as audits show them.</summary>
internal static class AuditDates
{
    /// <summary>The day of a time, in UTC: <c>2026-11-24</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time to the second, in UTC: <c>2026-11-24T08:00:00Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
