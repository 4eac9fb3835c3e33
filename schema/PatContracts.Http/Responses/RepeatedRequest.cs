using System.Net;

namespace PatContracts.Http.Responses;

/// <summary>
/// Detects when a retry policy outside the handler repeats a request whose method is not idempotent (RFC 9110, 9.2.2) although the previous attempt may have
/// taken effect. The state is stored in the request's options, which policies copy when they clone a request.
/// </summary>
internal static class RepeatedRequest
{
    private static readonly HttpRequestOptionsKey<bool> MayHaveTakenEffect = new("PatContracts.Http.MayHaveTakenEffect");

    /// <summary>Returns whether sending a request with this method twice has the same effect as sending it once.</summary>
    public static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Put || method == HttpMethod.Delete
            || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace;

    /// <summary>Records an attempt. Returns whether a previous attempt may have taken effect.</summary>
    public static bool Begin(HttpRequestMessage request)
    {
        bool isRepeated = request.Options.TryGetValue(MayHaveTakenEffect, out bool mayHave) && mayHave;
        request.Options.Set(MayHaveTakenEffect, true);
        return isRepeated;
    }

    /// <summary>Records the status of the response. Redirects, client errors and 503 mean that the request has had no effect.</summary>
    public static void End(HttpRequestMessage request, HttpStatusCode status)
    {
        if ((int)status is >= 300 and < 500 or 503) request.Options.Set(MayHaveTakenEffect, false);
    }

    /// <summary>Records that no response was received. If the connection failed, the request was not sent.</summary>
    public static void End(HttpRequestMessage request, HttpRequestError error)
    {
        if (error is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            request.Options.Set(MayHaveTakenEffect, false);
        }
    }
}
