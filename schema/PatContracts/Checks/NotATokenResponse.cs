using System.Text.Json;
using PatContracts.Schema;

namespace PatContracts.Checks;

/// <summary>
/// Recognizes payloads that are certainly not token responses: HTML pages (maintenance, sign-in) and the error bodies of the API. It explains a payload
/// that violates its contract, and never makes a valid one invalid.
/// </summary>
internal static class NotATokenResponse
{
    /// <summary>
    /// Adds a finding to the result that explains what the payload is instead. If the finding is an error, it replaces the violations, which become its
    /// causes. If it is a warning or info, it precedes them.
    /// </summary>
    public static ContractValidationResult Explain(
        ContractValidationResult result, ReadOnlySpan<byte> payload, TokenContract contract, RuleSeverity severity)
    {
        if (severity == RuleSeverity.Off || Describe(payload, result.IsWellFormed, contract) is not { } description) return result;
        Finding first = result.Findings[0];
        bool isError = severity == RuleSeverity.Error;
        var explanation = new Finding
        {
            Rule = PatCheck.NotATokenResponse.Id,
            Severity = (FindingSeverity)severity,
            Message = "Not a token response: " + description,
            Offset = first.Offset,
            Length = first.Length,
            Line = first.Line,
            Column = first.Column,
            Causes = isError ? result.Findings : [],
        };
        return new ContractValidationResult
        {
            Findings = isError ? [explanation] : [explanation, .. result.Findings],
            IsWellFormed = result.IsWellFormed,
            IsTruncated = result.IsTruncated,
        };
    }

    private static string? Describe(ReadOnlySpan<byte> payload, bool isWellFormed, TokenContract contract)
    {
        if (isWellFormed) return IsErrorBody(payload, contract) ? "an error body of the API" : null;
        ReadOnlySpan<byte> text = TrimStart(payload);
        if (text.IsEmpty || text[0] != '<') return null;
        return StartsWith(text, "<?xml"u8) ? "XML" : "HTML";
    }

    /// <summary>
    /// Whether an object is one of the error bodies that the API documents: <c>detailCode</c> or <c>trackingId</c> with <c>messages</c> (400, 403, 500),
    /// <c>error</c> (401), or a <c>message</c> alone (429). An object with any property of a token does not count.
    /// </summary>
    private static bool IsErrorBody(ReadOnlySpan<byte> json, TokenContract contract)
    {
        try
        {
            return HasErrorMembers(json, contract);
        }
        catch (JsonException)
        {
            // If the validation was truncated, the text after its last finding might not be JSON.
            return false;
        }
    }

    private static bool HasErrorMembers(ReadOnlySpan<byte> json, TokenContract contract)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        bool hasCode = false, hasMessages = false, hasError = false, hasMessage = false, hasOthers = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCode = reader.ValueTextEquals("detailCode"u8) || reader.ValueTextEquals("trackingId"u8);
            bool isMessages = reader.ValueTextEquals("messages"u8);
            bool isError = reader.ValueTextEquals("error"u8);
            bool isMessage = reader.ValueTextEquals("message"u8);
            if (contract.KnowsName(ref reader)) return false;
            reader.Read();
            bool isString = reader.TokenType == JsonTokenType.String;
            hasCode |= isCode && isString;
            hasMessages |= isMessages && reader.TokenType == JsonTokenType.StartArray;
            hasError |= isError && isString;
            hasMessage |= isMessage && isString;
            hasOthers |= !isMessage;
            reader.Skip();
        }

        return (hasCode && hasMessages) || hasError || (hasMessage && !hasOthers);
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        int start = text.StartsWith(byteOrderMark) ? byteOrderMark.Length : 0;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') start++;
        return text.Slice(start);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length < lowerCase.Length) return false;
        for (int i = 0; i < lowerCase.Length; i++)
        {
            byte letter = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] + 32) : text[i];
            if (letter != lowerCase[i]) return false;
        }

        return true;
    }
}
