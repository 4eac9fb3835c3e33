using System.Net;

namespace PatContracts.Http.Responses;

/// <summary>
/// Notices a request that is sent again by a retry policy outside the handler though its method is not idempotent (RFC 9110, 9.2.2) and the
/// attempt before may have taken effect. What is known of the attempts is kept in the request's options, which policies that clone a request copy.
/// </summary>
internal static class RepeatedRequest
{
    private static readonly HttpRequestOptionsKey<bool> MayHaveTakenEffect = new("PatContracts.Http.MayHaveTakenEffect");

    /// <summary>Whether sending a request of this method twice has the effect of sending it once.</summary>
    public static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Put || method == HttpMethod.Delete
            || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Trace;

    /// <summary>Records an attempt. Returns whether one before it may have taken effect.</summary>
    public static bool Begin(HttpRequestMessage request)
    {
        bool isRepeated = request.Options.TryGetValue(MayHaveTakenEffect, out bool mayHave) && mayHave;
        request.Options.Set(MayHaveTakenEffect, true);
        return isRepeated;
    }

    /// <summary>Records the status of the response: redirections and client errors, and 503, say that nothing was done.</summary>
    public static void End(HttpRequestMessage request, HttpStatusCode status)
    {
        if ((int)status is >= 300 and < 500 or 503) request.Options.Set(MayHaveTakenEffect, false);
    }

    /// <summary>Records that there was no response. A request whose connection failed was not sent.</summary>
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
