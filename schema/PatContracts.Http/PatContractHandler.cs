using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PatContracts.Http.Responses;
using PatContracts.Http.Routing;
using PatContracts.Http.Settings;
using PatContracts.Http.Shared;
using PatContracts.Http.Telemetry;

namespace PatContracts.Http;

/// <summary>
/// Validates responses on its routes: those with status 200 and 201, and those of other statuses that a route or an OpenAPI document names. The body is
/// read into memory once, up to <see cref="PatContractHandlerOptions.MaxBodyBytes"/>, and can be read as usual afterwards. All other responses pass
/// untouched.
/// </summary>
/// <remarks>
/// <para>
/// A body that cannot be read to its end fails the request with an <see cref="HttpRequestException"/>, as <see cref="HttpClient"/> does when it
/// buffers a body itself; cancellation and timeouts end reading with an <see cref="OperationCanceledException"/>. For methods that are not
/// idempotent, such as POST, the response is passed on instead and fails where its body is read, so that a retry policy outside the handler does not
/// take a request that has been carried out for one that has failed.
/// </para>
/// <para>
/// The response to the creation of a token carries a secret that cannot be had again. It is passed on in every mode, and what is wrong with it is
/// reported. So are error responses, whose status the caller has to see.
/// </para>
/// </remarks>
public sealed class PatContractHandler : DelegatingHandler
{
    private readonly string _client;
    private readonly HandlerPlanSource _plans;
    private readonly ILogger _logger;
    private readonly ResponseValidation _validation;

    /// <summary>
    /// Creates a handler outside a container, for <c>new HttpClient(new PatContractHandler(options) { InnerHandler = … })</c>.
    /// </summary>
    /// <param name="options">The settings. They must not be changed afterwards.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public PatContractHandler(PatContractHandlerOptions options, ILogger<PatContractHandler>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = Options.DefaultName;
        _logger = logger ?? NullLogger<PatContractHandler>.Instance;
        _plans = new HandlerPlanSource(options, _logger);
        _validation = new ResponseValidation(_logger, PayloadMetrics.Shared, new PatContractViolationMonitor(), TimeProvider.System);
    }

    internal PatContractHandler(string client, HandlerPlanSource plans, ILogger logger, ResponseValidation validation)
    {
        _client = client;
        _plans = plans;
        _logger = logger;
        _validation = validation;
    }

    /// <inheritdoc/>
    /// <exception cref="PatContractResponseException">The response was rejected.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HandlerPlan plan = _plans.Current;
        if (plan.IsOff) return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Uri? uri = request.RequestUri;
        Begin(plan, request);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            RepeatedRequest.End(request, e.HttpRequestError);
            throw;
        }

        RepeatedRequest.End(request, response.StatusCode);
        if (Exchange(plan, uri, request, response) is { } exchange)
            await _validation.ValidateAsync(exchange, async: true, cancellationToken).ConfigureAwait(false);
        return response;
    }

    /// <inheritdoc/>
    /// <exception cref="PatContractResponseException">The response was rejected.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HandlerPlan plan = _plans.Current;
        if (plan.IsOff) return base.Send(request, cancellationToken);
        Uri? uri = request.RequestUri;
        Begin(plan, request);
        HttpResponseMessage response;
        try
        {
            response = base.Send(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            RepeatedRequest.End(request, e.HttpRequestError);
            throw;
        }

        RepeatedRequest.End(request, response.StatusCode);
        if (Exchange(plan, uri, request, response) is { } exchange)
            _validation.ValidateAsync(exchange, async: false, cancellationToken).AsTask().GetAwaiter().GetResult();
        return response;
    }

    private void Begin(HandlerPlan plan, HttpRequestMessage request)
    {
        if (RepeatedRequest.IsIdempotent(request.Method) || plan.Routes.Match(request.Method, request.RequestUri) is not { } route) return;
        if (RepeatedRequest.Begin(request))
            HandlerLog.SentAgain(_logger, request.Method.Method, route.Template, request.RequestUri!.Authority, _client);
    }

    /// <param name="plan">The settings.</param>
    /// <param name="uri">
    /// The URI that the caller sent the request to: a redirection, to a sign-in page for example, changes the request, and its response still has to
    /// conform to the contract.
    /// </param>
    /// <param name="request">The request.</param>
    /// <param name="response">The response.</param>
    private ResponseExchange? Exchange(HandlerPlan plan, Uri? uri, HttpRequestMessage request, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        // RFC 9110, 6.4.1: these have no body.
        if (status is < 200 or 204 or 304 || request.Method == HttpMethod.Head) return null;
        RouteMatch? route = plan.Routes.Match(request.Method, uri, status);
        if (request.RequestUri != uri && plan.Routes.Match(request.Method, request.RequestUri, status) is { } redirected)
            (route, uri) = (redirected, request.RequestUri);
        if (route is null) return null;
        if (route.IsUnknownVersion && plan.IsFirst(route.Version))
        {
            HandlerLog.NoContract(
                _logger,
                route.Version ?? "(none)",
                request.Method.Method,
                route.Template,
                uri!.Authority,
                _client,
                route.Contract is { } fallback ? $"validated against {fallback}" : "passed on without validation");
        }

        return new ResponseExchange(plan, route, new ResponseOrigin(_client, request.Method.Method, route.Template, uri!), response)
        {
            IsRepeatable = RepeatedRequest.IsIdempotent(request.Method),
        };
    }
}
