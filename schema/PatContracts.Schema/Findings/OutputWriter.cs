using System.Globalization;
using System.Text;

namespace PatContracts.Schema.Findings;

/// <summary>Writes results in the output formats of JSON Schema.</summary>
internal sealed class OutputWriter
{
    private readonly StringBuilder _json = new();

    public static string Write(ContractValidationResult result, OutputFormat format)
    {
        var writer = new OutputWriter();
        Finding[] errors = [.. result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)];
        if (format == OutputFormat.Flag || errors.Length == 0) writer._json.Append(result.IsValid ? """{"valid":true}""" : """{"valid":false}""");
        else if (format == OutputFormat.Basic) writer.Basic(errors);
        else writer.Detailed(errors);
        return writer._json.ToString();
    }

    private void Basic(Finding[] errors)
    {
        _json.Append("""{"valid":false,"errors":[""");
        Units([.. errors.SelectMany(WithCauses)], Close);
        _json.Append("]}");
    }

    private static IEnumerable<Finding> WithCauses(Finding error) => error.Causes.SelectMany(WithCauses).Prepend(error);

    private void Detailed(Finding[] errors)
    {
        if (errors.Length == 1)
        {
            Unit(errors[0]);
            Nested(errors[0]);
            return;
        }

        _json.Append("""{"valid":false,"keywordLocation":"","instanceLocation":"","errors":[""");
        Units(errors, Nested);
        _json.Append("]}");
    }

    private void Nested(Finding error)
    {
        if (error.Causes.Count > 0)
        {
            _json.Append(""","errors":[""");
            Units(error.Causes, Nested);
            _json.Append(']');
        }

        Close(error);
    }

    private void Close(Finding error) => _json.Append('}');

    private void Units(IReadOnlyList<Finding> errors, Action<Finding> end)
    {
        for (int i = 0; i < errors.Count; i++)
        {
            if (i > 0) _json.Append(',');
            Unit(errors[i]);
            end(errors[i]);
        }
    }

    // The object is left open for properties of the format.
    private void Unit(Finding error)
    {
        _json.Append("""{"valid":false,"keywordLocation":""");
        String(error.KeywordLocation);
        if (error.AbsoluteKeywordLocation is { } absolute)
        {
            _json.Append(""","absoluteKeywordLocation":""");
            String(absolute);
        }

        _json.Append(""","instanceLocation":""");
        String(error.InstancePointer);
        _json.Append(""","error":""");
        String(error.Message);
    }

    private void String(string text)
    {
        _json.Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\') _json.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c)) _json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else _json.Append(c);
        }

        _json.Append('"');
    }
}
