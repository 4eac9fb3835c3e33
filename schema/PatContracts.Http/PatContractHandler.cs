using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PatContracts.Http.Bodies;
using PatContracts.Http.Routing;
using PatContracts.Http.Settings;
using PatContracts.Http.Telemetry;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Http;

/// <summary>
/// Holds responses with status 200 and 201 on its routes against their contract. The body is read into memory once, up to
/// <see cref="PatContractHandlerOptions.MaxBodyBytes"/>, and stays readable afterwards. Everything else passes untouched.
/// </summary>
/// <remarks>
/// A body that cannot be read to its end fails the request with an <see cref="HttpRequestException"/>, as <see cref="HttpClient"/> does
/// when it buffers a body itself; cancellation and time limits end the reading with an <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class PatContractHandler : DelegatingHandler
{
    private readonly string _client;
    private readonly HandlerPlanSource _plans;
    private readonly ILogger _logger;
    private readonly HandlerMetrics _metrics;
    private readonly PatContractDriftMonitor _drift;
    private readonly TimeProvider _time;

    /// <summary>
    /// Creates a handler outside a container, for <c>new HttpClient(new PatContractHandler(options) { InnerHandler = … })</c>.
    /// </summary>
    /// <param name="options">The settings. They must not be changed any more.</param>
    /// <param name="logger">Where to log, or null for nowhere.</param>
    /// <exception cref="OptionsValidationException">The settings are not valid.</exception>
    public PatContractHandler(PatContractHandlerOptions options, ILogger<PatContractHandler>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = Options.DefaultName;
        _logger = logger ?? NullLogger<PatContractHandler>.Instance;
        _plans = new HandlerPlanSource(options, _logger);
        _metrics = HandlerMetrics.Shared;
        _drift = new PatContractDriftMonitor();
        _time = TimeProvider.System;
    }

    internal PatContractHandler(
        string client,
        HandlerPlanSource plans,
        ILogger logger,
        HandlerMetrics metrics,
        PatContractDriftMonitor drift,
        TimeProvider time)
    {
        _client = client;
        _plans = plans;
        _logger = logger;
        _metrics = metrics;
        _drift = drift;
        _time = time;
    }

    /// <inheritdoc/>
    /// <exception cref="PatContractResponseException">The response was rejected.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await InspectAsync(request, response, async: true, cancellationToken).ConfigureAwait(false);
        return response;
    }

    /// <inheritdoc/>
    /// <exception cref="PatContractResponseException">The response was rejected.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = base.Send(request, cancellationToken);
        InspectAsync(request, response, async: false, cancellationToken).AsTask().GetAwaiter().GetResult();
        return response;
    }

    private ValueTask InspectAsync(HttpRequestMessage request, HttpResponseMessage response, bool async, CancellationToken cancellationToken)
    {
        HandlerPlan plan = _plans.Current;
        if (plan.Options.Mode == PatContractMode.Off) return default;
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created) || request.Method == HttpMethod.Head) return default;
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || plan.Routes.Match(request.Method, uri) is not { } route) return default;

        var inspection = new Inspection(plan, route, request.Method, response);
        if (route.Contract is null)
        {
            if (plan.SayNoContract()) HandlerLog.NoContract(_logger, request.Method, route.Template);
            _metrics.Payload("none", Outcome.NoContract);
            return default;
        }

        if (!ContentHeaders.IsPayload(response.Content.Headers, plan.Options.ContentTypes))
        {
            HandlerLog.OtherContentType(_logger, request.Method, route.Template);
            _metrics.Payload(route.Contract, Outcome.ContentType);
            return default;
        }

        return InspectBodyAsync(inspection, async, cancellationToken);
    }

    private async ValueTask InspectBodyAsync(Inspection inspection, bool async, CancellationToken cancellationToken)
    {
        using Activity? activity = HandlerActivity.Start(inspection.Route.Template, inspection.Contract);
        inspection.Activity = activity;
        try
        {
            await ReadAndJudgeAsync(inspection, async, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            inspection.Response.Dispose();
            throw;
        }
    }

    private async ValueTask ReadAndJudgeAsync(Inspection inspection, bool async, CancellationToken cancellationToken)
    {
        HttpContent content = inspection.Response.Content;
        ICollection<string> codings = content.Headers.ContentEncoding;
        int limit = inspection.Plan.Options.MaxBodyBytes;
        if (!BodyDecoder.CanDecode(codings))
        {
            Skip(inspection, Outcome.Coding);
            return;
        }

        if (content.Headers.ContentLength > limit)
        {
            Skip(inspection, Outcome.TooLarge);
            return;
        }

        using var body = new BodyBuffer(limit);
        Stream stream = await OpenAsync(content, async, cancellationToken).ConfigureAwait(false);
        if (!await ReadAsync(inspection, stream, body, async, cancellationToken).ConfigureAwait(false))
        {
            Skip(inspection, Outcome.TooLarge);
            inspection.Response.Content = new ResumedContent(content, body.Detach(), stream);
            return;
        }

        Judge(inspection, body.Written, codings);
        inspection.Response.Content = new BufferedContent(content, body.Written);
        content.Dispose();
    }

    private static async ValueTask<Stream> OpenAsync(HttpContent content, bool async, CancellationToken cancellationToken) =>
        async ? await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false) : content.ReadAsStream(cancellationToken);

    /// <summary>Reads the body, or as much as the limit allows and then answers false.</summary>
    private async ValueTask<bool> ReadAsync(Inspection inspection, Stream stream, BodyBuffer body, bool async, CancellationToken cancellationToken)
    {
        try
        {
            HttpContent content = inspection.Response.Content;
            long? expected = content.Headers.ContentLength;
            if (async) return await body.FillAsync(stream, expected, cancellationToken).ConfigureAwait(false);
            // A blocking read knows no cancellation; what ends it is that the content is closed under it, which looks like the body's end or
            // like any failure.
            using CancellationTokenRegistration closing =
                cancellationToken.UnsafeRegister(static content => ((HttpContent)content!).Dispose(), content);
            bool isWhole = body.Fill(stream, expected);
            cancellationToken.ThrowIfCancellationRequested();
            return isWhole;
        }
        catch (Exception e) when (!async && e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (Exception e) when (e is IOException || BodyDecoder.IsBadData(e))
        {
            HandlerLog.BrokeOff(_logger, inspection.Method, inspection.Route.Template);
            Finish(inspection, Outcome.Broken, findings: 0, isError: true);
            HttpRequestError error = e is HttpIOException http ? http.HttpRequestError : HttpRequestError.Unknown;
            throw new HttpRequestException(error, "The response body could not be read to its end.", e);
        }
    }

    private void Judge(Inspection inspection, ReadOnlyMemory<byte> body, ICollection<string> codings)
    {
        using var decoded = new BodyBuffer(inspection.Plan.Options.MaxBodyBytes);
        long started = _metrics.MeasuresDuration ? Stopwatch.GetTimestamp() : 0;
        ReadOnlyMemory<byte> json = body;
        if (codings.Count > 0)
        {
            try
            {
                if (!BodyDecoder.Decode(body, codings, decoded))
                {
                    Skip(inspection, Outcome.TooLarge);
                    return;
                }
            }
            catch (Exception e) when (BodyDecoder.IsBadData(e))
            {
                Report(inspection, [HttpFindings.BadCoding]);
                return;
            }

            json = decoded.Written;
        }

        IReadOnlyList<Finding> findings = Validate(inspection, json.Span);
        _metrics.Validated(inspection.Contract, json.Length, started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started));
        if (findings.Count > 0)
        {
            Report(inspection, findings);
            return;
        }

        HandlerLog.Valid(_logger, inspection.Method, inspection.Route.Template, inspection.Contract, json.Length);
        Finish(inspection, Outcome.Valid, findings: 0, isError: false);
    }

    private static IReadOnlyList<Finding> Validate(Inspection inspection, ReadOnlySpan<byte> json)
    {
        if (!ContentHeaders.IsUtf8(inspection.Response.Content.Headers)) return [HttpFindings.Charset];
        if (new JsonCursor(json).Peek() == JsonKind.Array) inspection.Contract = inspection.Route.ListContract!;
        // Loaded when the settings were checked, so the name is known.
        inspection.Plan.Contracts.TryGet(inspection.Contract, out Contract? contract);
        ValidationOptions options = inspection.Plan.Validation;
        if (inspection.Plan.Checks is { } checks && inspection.Route.HasTokens)
            return contract!.Validate(json, checks, options).Findings;
        return contract!.Validate(json, options).Findings;
    }

    /// <summary>
    /// A body that cannot be held against its contract: passed on in Observe; in Reject, what was not validated does not pass.
    /// </summary>
    private void Skip(Inspection inspection, string outcome)
    {
        if (inspection.Rejects)
        {
            Report(inspection, [outcome == Outcome.TooLarge ? HttpFindings.TooLarge : HttpFindings.UnknownCoding]);
            return;
        }

        if (outcome == Outcome.TooLarge)
            HandlerLog.TooLarge(_logger, inspection.Method, inspection.Route.Template, inspection.Plan.Options.MaxBodyBytes);
        else
            HandlerLog.UnknownCoding(_logger, inspection.Method, inspection.Route.Template);
        Finish(inspection, outcome, findings: 0, isError: false);
    }

    private void Report(Inspection inspection, IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            HandlerLog.Found(
                _logger, inspection.Contract, finding.Severity, finding.Rule, finding.InstancePointer, finding.Line, finding.Column, finding.Message);
        }

        _metrics.Found(inspection.Contract, findings);
        if (findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is not { } first)
        {
            if (findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Warning) is { } warning)
            {
                HandlerLog.Noticed(
                    _logger,
                    inspection.Method,
                    inspection.Route.Template,
                    inspection.Contract,
                    warning.Rule,
                    warning.InstancePointer,
                    warning.Line,
                    warning.Column);
            }

            Finish(inspection, Outcome.Valid, findings.Count, isError: false);
            return;
        }

        Action<ILogger, HttpMethod, string, string, int, string, string, int, int> log = inspection.Rejects ? HandlerLog.Rejected : HandlerLog.Violated;
        log(
            _logger,
            inspection.Method,
            inspection.Route.Template,
            inspection.Contract,
            findings.Count,
            first.Rule,
            first.InstancePointer,
            first.Line,
            first.Column);
        _drift.Report(new PatContractDrift(
            _time.GetUtcNow(), _client, inspection.Contract, inspection.Route.Template, first.Rule, findings.Count, inspection.Rejects));
        Finish(inspection, inspection.Rejects ? Outcome.Rejected : Outcome.Violated, findings.Count, isError: true);
        if (inspection.Rejects)
        {
            throw new PatContractResponseException(
                inspection.Contract, findings, inspection.Method, inspection.Route.Template, inspection.Response.StatusCode);
        }
    }

    private void Finish(Inspection inspection, string outcome, int findings, bool isError)
    {
        _metrics.Payload(inspection.Contract, outcome);
        HandlerActivity.Finish(inspection.Activity, outcome, findings, isError);
    }

    /// <summary>One response on its way through the handler.</summary>
    private sealed class Inspection(HandlerPlan plan, RouteMatch route, HttpMethod method, HttpResponseMessage response)
    {
        public HandlerPlan Plan => plan;

        public RouteMatch Route => route;

        public HttpMethod Method => method;

        public HttpResponseMessage Response => response;

        public string Contract { get; set; } = route.Contract!;

        public Activity? Activity { get; set; }

        public bool Rejects => plan.Options.Mode == PatContractMode.Reject;
    }
}
