using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Bodies;
using PatContracts.Http.Settings;
using PatContracts.Http.Shared;
using PatContracts.Http.Telemetry;
using PatContracts.Schema;

namespace PatContracts.Http.Responses;

/// <summary>Buffers and validates the body of a response, reports the findings, and replaces the body with one that can be read as usual.</summary>
internal sealed class ResponseValidation(ILogger logger, PayloadMetrics metrics, PatContractViolationMonitor violations, TimeProvider time)
{
    /// <summary>Validates a response.</summary>
    /// <exception cref="PatContractResponseException">The response was rejected.</exception>
    public ValueTask ValidateAsync(ResponseExchange exchange, bool async, CancellationToken cancellationToken)
    {
        if (exchange.Mode == PatContractMode.Off) return default;
        if (exchange.Route.Contract is null)
        {
            Finish(exchange, Outcome.NoContract);
            return default;
        }

        return ValidateBodyAsync(exchange, async, cancellationToken);
    }

    private async ValueTask ValidateBodyAsync(ResponseExchange exchange, bool async, CancellationToken cancellationToken)
    {
        using Activity? activity = PayloadActivity.Start(exchange.Origin);
        exchange.Activity = activity;
        activity?.SetTag("http.response.status_code", (int)exchange.Response.StatusCode);
        try
        {
            await ReadAndValidateAsync(exchange, async, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (exchange.Route.IsCreation)
        {
            // No failure of the validation may cost the caller the secret.
            HandlerLog.Failed(
                logger, exchange.Origin.Method, exchange.Origin.Template, exchange.Origin.Server, exchange.Origin.Client, e.GetType().FullName!);
            Finish(exchange, Outcome.Failed, errorType: e.GetType().FullName);
        }
        catch
        {
            exchange.Response.Dispose();
            throw;
        }
    }

    private async ValueTask ReadAndValidateAsync(ResponseExchange exchange, bool async, CancellationToken cancellationToken)
    {
        HttpContent content = exchange.Response.Content;
        PayloadMediaType mediaType = ContentHeaders.MediaType(content.Headers);
        string[] encodings = [.. content.Headers.ContentEncoding];
        int limit = exchange.Plan.Options.MaxBodyBytes;
        ContentKind kind = exchange.Plan.Classify(mediaType, exchange.Route.Response, out Contract? described);
        exchange.Described = described;
        if (kind == ContentKind.WithoutContract) Finish(exchange, Outcome.NoContract);
        else if (kind == ContentKind.Unexpected) HandleContentType(exchange, mediaType);
        else if (!BodyDecoder.CanDecode(encodings)) Skip(exchange, Outcome.ContentEncoding);
        else if (content.Headers.ContentLength > limit) Skip(exchange, Outcome.TooLarge);
        else
        {
            using var body = new BodyBuffer(limit);
            switch (await ReadAsync(exchange, body, async, cancellationToken).ConfigureAwait(false))
            {
                case ReadResult.TooLarge:
                    Skip(exchange, Outcome.TooLarge);
                    break;
                case ReadResult.Complete:
                    exchange.Response.Content = new BufferedContent(content, body.Written);
                    content.Dispose();
                    ValidateBody(exchange, body.Written, encodings, mediaType);
                    break;
            }
        }
    }

    /// <summary>
    /// Reads the body completely. If the body is too large, or reading fails and the request cannot be repeated, the content is replaced with one that
    /// provides the bytes read so far, followed by the rest or the failure.
    /// </summary>
    private async ValueTask<ReadResult> ReadAsync(ResponseExchange exchange, BodyBuffer body, bool async, CancellationToken cancellationToken)
    {
        HttpContent content = exchange.Response.Content;
        Stream stream = async
            ? await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false)
            : content.ReadAsStream(cancellationToken);
        try
        {
            if (await FillAsync(body, stream, content, async, cancellationToken).ConfigureAwait(false)) return ReadResult.Complete;
            exchange.Response.Content = new ResumedContent(content, body.Detach(), stream);
            return ReadResult.TooLarge;
        }
        catch (Exception e) when (!exchange.IsRepeatable && (IsBroken(e) || e is OperationCanceledException))
        {
            exchange.Response.Content = new ResumedContent(content, body.Detach(), stream, e);
            ReportIncompleteBody(exchange, e);
            return ReadResult.Broken;
        }
        catch (Exception e) when (IsBroken(e))
        {
            ReportIncompleteBody(exchange, e);
            HttpRequestError error = e is HttpIOException http ? http.HttpRequestError : HttpRequestError.Unknown;
            throw new HttpRequestException(error, "The response body could not be read completely.", e);
        }
    }

    private static async ValueTask<bool> FillAsync(BodyBuffer body, Stream stream, HttpContent content, bool async, CancellationToken cancellationToken)
    {
        long? expected = content.Headers.ContentLength;
        if (async) return await body.FillAsync(stream, expected, cancellationToken).ConfigureAwait(false);
        try
        {
            // A blocking read cannot be canceled. Disposing the content ends it, which looks like the end of the body or like any other failure.
            using CancellationTokenRegistration closing =
                cancellationToken.UnsafeRegister(static content => ((HttpContent)content!).Dispose(), content);
            bool isWhole = body.Fill(stream, expected);
            cancellationToken.ThrowIfCancellationRequested();
            return isWhole;
        }
        catch (Exception e) when (e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    // Automatic decompression in the primary handler throws the same exceptions as the decoders here.
    private static bool IsBroken(Exception exception) => exception is IOException || BodyDecoder.IsBadData(exception);

    private void ReportIncompleteBody(ResponseExchange exchange, Exception reason)
    {
        HandlerLog.BodyIncomplete(logger, exchange.Origin.Method, exchange.Origin.Template, exchange.Origin.Server, exchange.Origin.Client);
        Finish(exchange, Outcome.Incomplete, errorType: reason.GetType().FullName);
    }

    private void ValidateBody(ResponseExchange exchange, ReadOnlyMemory<byte> body, string[] encodings, PayloadMediaType mediaType)
    {
        using var decoded = new BodyBuffer(exchange.Plan.Options.MaxBodyBytes);
        long started = metrics.MeasuresDuration ? Stopwatch.GetTimestamp() : 0;
        ReadOnlyMemory<byte> json = body;
        if (encodings.Length > 0)
        {
            switch (BodyDecoder.Decode(body, encodings, decoded))
            {
                case DecodeResult.TooLarge:
                    Skip(exchange, Outcome.TooLarge);
                    return;
                case DecodeResult.BadData:
                    Report(exchange, [HttpFindings.ContentEncoding]);
                    return;
            }

            json = decoded.Written;
        }

        IReadOnlyList<Finding> findings = mediaType.IsUtf8 ? Validate(exchange, json.Span) : [HttpFindings.Charset];
        metrics.Validated(exchange.Origin, exchange.Contract, json.Length, started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started));
        if (findings.Count > 0)
        {
            Report(exchange, findings);
            return;
        }

        ResponseOrigin origin = exchange.Origin;
        HandlerLog.Valid(logger, origin.Method, origin.Template, origin.Server, origin.Client, exchange.Contract, json.Length);
        Finish(exchange, Outcome.Valid);
    }

    private static IReadOnlyList<Finding> Validate(ResponseExchange exchange, ReadOnlySpan<byte> json)
    {
        HandlerPlan plan = exchange.Plan;
        if (exchange.Described is { } described) return plan.Validate(json, described, exchange.Route.HasTokens ? plan.ChecksFor(exchange.Mode) : null);
        if (NamedContracts.IsArray(json)) exchange.Contract = exchange.Route.ListContract!;
        return plan.Validate(json, exchange.Contract, exchange.Mode);
    }

    /// <summary>Handles a body whose content type its contract does not apply to. Such a body cannot be validated, so Reject withholds it.</summary>
    private void HandleContentType(ResponseExchange exchange, PayloadMediaType mediaType)
    {
        bool isHtml = mediaType.Name is "text/html" or "application/xhtml+xml";
        bool isReported = exchange.Route.HasTokens && exchange.Plan.ChecksFor(exchange.Mode).SeverityOf(PatCheck.NotATokenResponse) != RuleSeverity.Off;
        if (isHtml && isReported) Report(exchange, [HttpFindings.Html]);
        else Skip(exchange, Outcome.ContentType);
    }

    /// <summary>Handles a body that cannot be validated: passes it on in Observe and rejects it in Reject.</summary>
    private void Skip(ResponseExchange exchange, string outcome)
    {
        ResponseOrigin origin = exchange.Origin;
        Finding finding = outcome switch
        {
            Outcome.TooLarge => HttpFindings.TooLarge,
            Outcome.ContentEncoding => HttpFindings.UnknownEncoding,
            _ => HttpFindings.ContentType,
        };
        if (exchange.Rejects)
        {
            Report(exchange, [finding]);
            return;
        }

        switch (outcome)
        {
            case Outcome.TooLarge:
                HandlerLog.TooLarge(logger, origin.Method, origin.Template, origin.Server, origin.Client, exchange.Plan.Options.MaxBodyBytes);
                break;
            case Outcome.ContentEncoding:
                HandlerLog.UnknownEncoding(logger, origin.Method, origin.Template, origin.Server, origin.Client);
                break;
            default:
                HandlerLog.OtherContentType(logger, origin.Method, origin.Template, origin.Server, origin.Client);
                break;
        }

        Finish(exchange, outcome, errorType: finding.Rule);
    }

    private void Report(ResponseExchange exchange, IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            HandlerLog.Found(
                logger, exchange.Contract, finding.Severity, finding.Rule, finding.InstancePointer, finding.Line, finding.Column, finding.Describe());
        }

        metrics.Found(exchange.Origin, exchange.Contract, findings);
        if (HttpFindings.First(findings, FindingSeverity.Error) is { } violation) ReportViolation(exchange, findings, violation);
        else ReportNotices(exchange, findings);
    }

    private void ReportNotices(ResponseExchange exchange, IReadOnlyList<Finding> findings)
    {
        if (HttpFindings.First(findings, FindingSeverity.Warning) is { } warning)
        {
            ResponseOrigin origin = exchange.Origin;
            HandlerLog.ValidWithWarnings(
                logger,
                origin.Method,
                origin.Template,
                origin.Server,
                origin.Client,
                exchange.Contract,
                warning.Rule,
                warning.InstancePointer,
                warning.Line,
                warning.Column,
                warning.Message);
        }

        Finish(exchange, Outcome.Valid, findings.Count);
    }

    private void ReportViolation(ResponseExchange exchange, IReadOnlyList<Finding> findings, Finding first)
    {
        ResponseOrigin origin = exchange.Origin;
        Action<ILogger, string, string, string, string, string, int, string, string, string, int, int, string> log =
            exchange.Rejects ? HandlerLog.Rejected : HandlerLog.Violated;
        log(
            logger,
            origin.Method,
            origin.Template,
            origin.Server,
            origin.Client,
            exchange.Contract,
            findings.Count,
            findings.Count == 1 ? "finding" : "findings",
            first.Rule,
            first.InstancePointer,
            first.Line,
            first.Column,
            first.Message);
        violations.Report(new PatContractViolation
        {
            SeenAt = time.GetUtcNow(),
            Client = origin.Client,
            Server = origin.Server,
            Contract = exchange.Contract,
            Route = origin.Template,
            Rule = first.Rule,
            Findings = findings.Count,
            Rejected = exchange.Rejects,
        });
        Finish(exchange, exchange.Rejects ? Outcome.Rejected : Outcome.Violated, findings.Count, first.Rule);
        if (exchange.Rejects)
        {
            throw new PatContractResponseException(
                exchange.Contract, findings, new HttpMethod(origin.Method), origin.Template, exchange.Response.StatusCode);
        }
    }

    private void Finish(ResponseExchange exchange, string outcome, int findings = 0, string? errorType = null)
    {
        metrics.Payload(exchange.Origin, exchange.Contract, outcome, errorType);
        PayloadActivity.Finish(exchange.Activity, exchange.Origin, exchange.Contract, outcome, findings, errorType);
    }

    private enum ReadResult
    {
        Complete = 0,
        TooLarge,
        Broken,
    }
}
