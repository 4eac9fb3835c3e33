using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>Formats times for audits.</summary>
internal static class AuditDates
{
    /// <summary>Returns the day of a time, in UTC: <c>2026-11-24</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns a time with seconds, in UTC: <c>2026-11-24T08:00:00Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
