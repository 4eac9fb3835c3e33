using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>
/// Writes findings as problem details (RFC 9457): an element of <c>errors</c> for each finding, with its location as a JSON Pointer in a URI fragment.
/// Contains no value of the request.
/// </summary>
internal static class ContractProblem
{
    private const string Documentation = "https://github.com/patcontracts/patcontracts/blob/main/docs/";

    private static readonly JsonEncodedText Errors = JsonEncodedText.Encode("errors");

    public static async Task WriteAsync(HttpContext context, int status, string contract, IReadOnlyList<Finding> findings)
    {
        Finding first = findings.First(finding => finding.Severity == FindingSeverity.Error);
        bool isBeforeJson = first.Rule.StartsWith("http/", StringComparison.Ordinal);
        var problem = new ProblemDetails
        {
            Status = status,
            Type = Documentation + (isBeforeJson ? $"rules/{first.Rule}.md" : "aspnetcore.md#problem-details"),
            Title = isBeforeJson ? first.Message : "The request body violates its contract",
        };
        problem.Extensions["contract"] = contract;
        problem.Extensions[Errors.Value] = ToJson(findings);
        context.Response.StatusCode = status;
        if (context.RequestServices.GetService<IProblemDetailsService>() is { } service
            && await service.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem }).ConfigureAwait(false))
        {
            return;
        }

        // Regardless of what the client accepts: problem details are more useful than an empty response.
        await TypedResults.Problem(problem).ExecuteAsync(context).ConfigureAwait(false);
    }

    private static JsonElement ToJson(IReadOnlyList<Finding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (Finding finding in findings.Where(finding => finding.Severity == FindingSeverity.Error))
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", Fragment(finding.InstancePointer));
                writer.WriteString("detail", finding.Describe());
                writer.WriteString("rule", finding.Rule);
                writer.WriteNumber("line", finding.Line);
                writer.WriteNumber("column", finding.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>A JSON Pointer as a URI fragment (RFC 6901, section 6).</summary>
    private static string Fragment(string pointer) => "#" + string.Join('/', pointer.Split('/').Select(Uri.EscapeDataString));
}
