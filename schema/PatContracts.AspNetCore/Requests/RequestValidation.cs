using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.AspNetCore.Settings;
using PatContracts.AspNetCore.Telemetry;
using PatContracts.Http;
using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>
/// Buffers and validates the body of a request, then either calls the next delegate, which can read the body as usual, or responds with problem details.
/// </summary>
internal sealed class RequestValidation(
    IOptionsMonitor<PatContractsOptions> options,
    ILogger<RequestValidation> logger,
    PayloadMetrics metrics,
    TimeProvider? time = null)
{
    public const string NotRegistered = "The validation of requests is not registered. Call services.AddPatContracts(…).";

    private static readonly object ValidatedKey = new();

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private RequestPlan? _plan;

    /// <summary>Whether a pipeline validates requests against the OpenAPI documents.</summary>
    public bool UsesDocuments { get; set; }

    /// <summary>The plan of the current options.</summary>
    public RequestPlan Plan
    {
        get
        {
            PatContractsOptions current = options.CurrentValue;
            RequestPlan? plan = _plan;
            // Two threads may both create a plan of changed options; the plans are equal.
            return plan is not null && ReferenceEquals(plan.Options, current) ? plan : _plan = new RequestPlan(current, _time);
        }
    }

    /// <summary>Validates a request and calls the next delegate, unless the request is rejected.</summary>
    public async Task InvokeAsync(HttpContext context, RequestContract contract, Func<Task> next)
    {
        RequestPlan plan = Plan;
        PatContractMode mode = contract.Mode ?? plan.Options.Mode;
        if (mode == PatContractMode.Off || !HasPayload(context, contract) || !IsFirst(context, contract.ContractName))
        {
            await next().ConfigureAwait(false);
            return;
        }

        var exchange = new RequestExchange(plan, mode, contract, context);
        using var body = new BodyBuffer(plan.Options.MaxBodyBytes);
        using var decoded = new BodyBuffer(plan.Options.MaxBodyBytes);
        if (!await ValidateAsync(exchange, body, decoded).ConfigureAwait(false)) return;
        if (exchange.Body is not { } replacement)
        {
            await next().ConfigureAwait(false);
            return;
        }

        Stream original = context.Request.Body;
        context.Request.Body = replacement;
        try
        {
            await next().ConfigureAwait(false);
        }
        finally
        {
            context.Request.Body = original;
            // Disposed before its memory returns to the pool, so that a late read fails instead of reading the body of another request.
            await replacement.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns whether the request has, or should have, a body to validate. A missing body is invalid if the OpenAPI document requires it or, for a named
    /// contract, if requests with this method usually have one.
    /// </summary>
    private static bool HasPayload(HttpContext context, RequestContract contract)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }) return true;
        if (contract.Described is { } described) return described.IsRequired;
        string method = context.Request.Method;
        return !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsDelete(method) || HttpMethods.IsOptions(method)
            || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method));
    }

    /// <summary>Returns whether the contract has not been applied to this request yet, by a group or by middleware.</summary>
    private static bool IsFirst(HttpContext context, string contract)
    {
        if (context.Items.TryGetValue(ValidatedKey, out object? validated) && contract.Equals(validated)) return false;
        context.Items[ValidatedKey] = contract;
        return true;
    }

    /// <summary>Returns whether to call the next delegate; if not, the response has been written.</summary>
    private async ValueTask<bool> ValidateAsync(RequestExchange exchange, BodyBuffer body, BodyBuffer decoded)
    {
        using Activity? activity = PayloadActivity.Start(exchange.Origin);
        exchange.Activity = activity;
        HttpRequest request = exchange.Context.Request;
        int limit = exchange.Plan.Options.MaxBodyBytes;
        PayloadMediaType mediaType = PayloadMediaType.Parse(request.ContentType);
        string[] encodings = request.Headers.GetCommaSeparatedValues("Content-Encoding");
        ContentKind kind = exchange.Plan.Classify(mediaType, exchange.DescribedBody, out Contract? described);
        exchange.Described = described;
        if (kind == ContentKind.WithoutContract)
        {
            Finish(exchange, Outcome.NoContract);
            return true;
        }

        if (kind == ContentKind.Unexpected) return await SkipAsync(exchange, Outcome.ContentType).ConfigureAwait(false);
        if (!BodyDecoder.CanDecode(encodings)) return await SkipAsync(exchange, Outcome.ContentEncoding).ConfigureAwait(false);
        if (request.ContentLength > limit) return await SkipAsync(exchange, Outcome.TooLarge).ConfigureAwait(false);

        try
        {
            if (!await body.FillAsync(request.Body, request.ContentLength, exchange.Context.RequestAborted).ConfigureAwait(false))
            {
                exchange.Body = new ResumedStream(body.Detach(), request.Body, leaveOpen: true);
                return await SkipAsync(exchange, Outcome.TooLarge).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException || BodyDecoder.IsBadData(e))
        {
            return await HandleIncompleteBodyAsync(exchange, body, e).ConfigureAwait(false);
        }

        return await ValidateAsync(exchange, body, decoded, encodings, mediaType).ConfigureAwait(false);
    }

    private async ValueTask<bool> ValidateAsync(
        RequestExchange exchange, BodyBuffer body, BodyBuffer decoded, string[] encodings, PayloadMediaType mediaType)
    {
        exchange.Body = AsStream(body);
        long started = metrics.MeasuresDuration ? Stopwatch.GetTimestamp() : 0;
        ReadOnlyMemory<byte> json = body.Written;
        if (encodings.Length > 0)
        {
            switch (BodyDecoder.Decode(json, encodings, decoded))
            {
                case DecodeResult.TooLarge:
                    return await SkipAsync(exchange, Outcome.TooLarge).ConfigureAwait(false);
                case DecodeResult.BadData:
                    return await ReportAsync(exchange, [HttpFindings.ContentEncoding], StatusCodes.Status400BadRequest).ConfigureAwait(false);
            }

            json = decoded.Written;
            if (exchange.Rejects) PassDecoded(exchange, decoded);
        }

        if (!mediaType.IsUtf8) return await ReportAsync(exchange, [HttpFindings.Charset], StatusCodes.Status415UnsupportedMediaType).ConfigureAwait(false);
        IReadOnlyList<Finding> findings = Validate(exchange, json.Span);
        metrics.Validated(exchange.Origin, exchange.Contract, json.Length, started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started));
        if (findings.Count > 0) return await ReportAsync(exchange, findings, exchange.Plan.Options.ViolationStatusCode).ConfigureAwait(false);
        RequestLog.Valid(logger, exchange.Origin.Method, exchange.Origin.Template, exchange.Contract, json.Length);
        Finish(exchange, Outcome.Valid);
        return true;
    }

    private static IReadOnlyList<Finding> Validate(RequestExchange exchange, ReadOnlySpan<byte> json)
    {
        if (exchange.Described is { } described) return exchange.Plan.Validate(json, described, checks: null);
        if (NamedContracts.IsArray(json)) exchange.Contract = exchange.Plan.Contracts.ListForm(exchange.Contract);
        return exchange.Plan.Validate(json, exchange.Contract, exchange.Mode);
    }

    /// <summary>
    /// Passes the decoded body to the endpoint, as the request decompression middleware of ASP.NET Core does: the bytes that are bound must be the bytes
    /// that were validated.
    /// </summary>
    private static void PassDecoded(RequestExchange exchange, BodyBuffer decoded)
    {
        HttpRequest request = exchange.Context.Request;
        exchange.Body = AsStream(decoded);
        request.Headers.ContentEncoding = default;
        request.ContentLength = decoded.Length;
    }

    private static MemoryStream AsStream(BodyBuffer buffer)
    {
        MemoryMarshal.TryGetArray(buffer.Written, out ArraySegment<byte> bytes);
        return new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false);
    }

    /// <summary>Handles a body that was cut short by the client or by a limit of the server.</summary>
    private async ValueTask<bool> HandleIncompleteBodyAsync(RequestExchange exchange, BodyBuffer body, Exception reason)
    {
        RequestLog.BodyIncomplete(logger, exchange.Origin.Method, exchange.Origin.Template, reason.GetType().FullName!);
        Finish(exchange, Outcome.Incomplete, errorType: reason.GetType().FullName);
        if (!exchange.Rejects)
        {
            exchange.Body = new ResumedStream(
                body.Detach(), exchange.Context.Request.Body, leaveOpen: true, ExceptionDispatchInfo.Capture(reason));
            return true;
        }

        if (exchange.Context.RequestAborted.IsCancellationRequested) return false;
        int status = (reason as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
        await ContractProblem.WriteAsync(exchange.Context, status, exchange.Contract, [HttpFindings.Incomplete]).ConfigureAwait(false);
        return false;
    }

    /// <summary>Handles a body that cannot be validated: passes it on in Observe and rejects it in Reject.</summary>
    private async ValueTask<bool> SkipAsync(RequestExchange exchange, string outcome)
    {
        (Finding finding, int status) = outcome switch
        {
            Outcome.TooLarge => (HttpFindings.TooLarge, StatusCodes.Status413PayloadTooLarge),
            Outcome.ContentEncoding => (HttpFindings.UnknownEncoding, StatusCodes.Status415UnsupportedMediaType),
            _ => (HttpFindings.ContentType, StatusCodes.Status415UnsupportedMediaType),
        };
        if (exchange.Rejects)
        {
            // RFC 9110, 12.5.3: the encodings that the server accepts.
            if (outcome == Outcome.ContentEncoding) exchange.Context.Response.Headers.AcceptEncoding = BodyDecoder.Known;
            return await ReportAsync(exchange, [finding], status).ConfigureAwait(false);
        }

        string method = exchange.Origin.Method;
        string route = exchange.Origin.Template;
        if (outcome == Outcome.TooLarge) RequestLog.TooLarge(logger, method, route, exchange.Plan.Options.MaxBodyBytes);
        else if (outcome == Outcome.ContentEncoding) RequestLog.UnknownEncoding(logger, method, route);
        else RequestLog.OtherContentType(logger, method, route);
        Finish(exchange, outcome, errorType: finding.Rule);
        return true;
    }

    private async ValueTask<bool> ReportAsync(RequestExchange exchange, IReadOnlyList<Finding> findings, int status)
    {
        foreach (Finding finding in findings)
        {
            RequestLog.Found(
                logger, exchange.Contract, finding.Severity, finding.Rule, finding.InstancePointer, finding.Line, finding.Column, finding.Describe());
        }

        metrics.Found(exchange.Origin, exchange.Contract, findings);
        if (HttpFindings.First(findings, FindingSeverity.Error) is not { } violation)
        {
            ReportNotices(exchange, findings);
            return true;
        }

        ReportViolation(exchange, findings, violation);
        if (exchange.Rejects) await ContractProblem.WriteAsync(exchange.Context, status, exchange.Contract, findings).ConfigureAwait(false);
        return !exchange.Rejects;
    }

    private void ReportNotices(RequestExchange exchange, IReadOnlyList<Finding> findings)
    {
        if (HttpFindings.First(findings, FindingSeverity.Warning) is { } warning)
        {
            RequestLog.ValidWithWarnings(
                logger,
                exchange.Origin.Method,
                exchange.Origin.Template,
                exchange.Contract,
                warning.Rule,
                warning.InstancePointer,
                warning.Line,
                warning.Column,
                warning.Message);
        }

        Finish(exchange, Outcome.Valid, findings.Count);
    }

    private void ReportViolation(RequestExchange exchange, IReadOnlyList<Finding> findings, Finding first)
    {
        Action<ILogger, string, string, string, int, string, string, string, int, int, string> log =
            exchange.Rejects ? RequestLog.Rejected : RequestLog.Violated;
        log(
            logger,
            exchange.Origin.Method,
            exchange.Origin.Template,
            exchange.Contract,
            findings.Count,
            findings.Count == 1 ? "finding" : "findings",
            first.Rule,
            first.InstancePointer,
            first.Line,
            first.Column,
            first.Message);
        Finish(exchange, exchange.Rejects ? Outcome.Rejected : Outcome.Violated, findings.Count, first.Rule);
    }

    private void Finish(RequestExchange exchange, string outcome, int findings = 0, string? errorType = null)
    {
        metrics.Payload(exchange.Origin, exchange.Contract, outcome, errorType);
        PayloadActivity.Finish(exchange.Activity, exchange.Origin, exchange.Contract, outcome, findings, errorType);
    }
}
