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
/// Validates the responses to requests on its routes: responses with status 200 or 201, and with other statuses that a route or an OpenAPI document names.
/// The body is buffered in memory, up to <see cref="PatContractHandlerOptions.MaxBodyBytes"/>, and can be read as usual afterwards. All other responses
/// are passed on unchanged.
/// </summary>
/// <remarks>
/// <para>
/// If a body cannot be read completely, the request fails with an <see cref="HttpRequestException"/>, as it does when <see cref="HttpClient"/> buffers a
/// body itself; cancellation and timeouts cause an <see cref="OperationCanceledException"/>. For methods that are not idempotent, such as POST, the
/// response is passed on instead, and reading its body fails. A retry policy outside the handler would otherwise repeat a request that has already
/// taken effect.
/// </para>
/// <para>
/// The response to the creation of a token contains a secret that cannot be retrieved again. It is passed on in every mode; violations are only reported.
/// The same applies to error responses, because the caller needs their status.
/// </para>
/// </remarks>
public sealed class PatContractHandler : DelegatingHandler
{
    private readonly string _client;
    private readonly HandlerPlanSource _plans;
    private readonly ILogger _logger;
    private readonly ResponseValidation _validation;

    /// <summary>
    /// Initializes a handler without dependency injection, for <c>new HttpClient(new PatContractHandler(options) { InnerHandler = … })</c>.
    /// </summary>
    /// <param name="options">The options. They must not be changed afterwards.</param>
    /// <param name="logger">The logger, or null to log nothing.</param>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
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
            HandlerLog.RequestRepeated(_logger, request.Method.Method, route.Template, request.RequestUri!.Authority, _client);
    }

    /// <param name="plan">The current plan.</param>
    /// <param name="uri">
    /// The original URI of the request. A redirect, to a sign-in page for example, changes the URI of the request message, but the response must still
    /// conform to the contract.
    /// </param>
    /// <param name="request">The request.</param>
    /// <param name="response">The response.</param>
    private ResponseExchange? Exchange(HandlerPlan plan, Uri? uri, HttpRequestMessage request, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        // RFC 9110, 6.4.1: these responses have no body.
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
