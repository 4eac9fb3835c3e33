using System.Globalization;
using System.Text;
using System.Xml;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>
/// A JUnit test report with a test case for each file (in a recording, for each response), so that the number of tests does not depend on the findings. A test
/// case fails if it has findings at or above <c>--fail-on</c>, and has an error if the file cannot be read. Conforms to jenkins-junit.xsd: strict readers
/// reject a report with other attributes, such as <c>file</c>.
/// </summary>
internal sealed class JunitFormat : ReportFormat
{
    public override string Name => "junit";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            CloseOutput = false,
            CheckCharacters = false,
        };
        using (XmlWriter xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, report);
            xml.WriteStartElement("testsuite");
            WriteCounts(xml, report);
            WriteUnreadable(xml, report);
            foreach (InputResult result in report.Results) WriteCase(xml, report, result);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        output.Write("\n"u8);
    }

    private static void WriteCounts(XmlWriter xml, CheckReport report)
    {
        xml.WriteAttributeString("name", CommandLine.Name);
        xml.WriteAttributeString("tests", Number(report.Results.Count));
        xml.WriteAttributeString("failures", Number(report.Results.Count(result => !result.IsUnreadable && Failing(report, result).Any())));
        xml.WriteAttributeString("errors", Number(report.Results.Count(static result => result.IsUnreadable)));
        xml.WriteAttributeString("time", "0");
    }

    private static void WriteUnreadable(XmlWriter xml, CheckReport report)
    {
        if (UnreadableInputs.Describe(report) is not { } unreadable) return;
        xml.WriteStartElement("properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", "unreadable");
        xml.WriteAttributeString("value", Legal(unreadable));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, CheckReport report, InputResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Legal(NameOf(result)));
        xml.WriteAttributeString("classname", Legal(result.Contract));
        xml.WriteAttributeString("time", "0");
        ReportedFinding[] failing = [.. Failing(report, result)];
        if (failing.Length > 0)
        {
            xml.WriteStartElement(result.IsUnreadable ? "error" : "failure");
            string first = FindingText.Of(result, failing[0]);
            xml.WriteAttributeString("message", Legal(
                failing.Length == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} (and {failing.Length - 1:N0} more)")));
            xml.WriteAttributeString("type", failing[0].Rule);
            xml.WriteString(Legal(string.Join('\n', failing.Select(finding => TextFormat.Line(result, finding)))));
            xml.WriteEndElement();
        }

        string[] rest = [.. ReadableFindings.Of(result.Findings).Where(finding => (RuleSeverity)finding.Severity < report.FailOn).Select(finding => TextFormat.Line(result, finding))];
        if (rest.Length > 0) xml.WriteElementString("system-out", Legal(string.Join('\n', rest)));
        xml.WriteEndElement();
    }

    private static IEnumerable<ReportedFinding> Failing(CheckReport report, InputResult result) =>
        ReadableFindings.Of(result.Findings).Where(finding => (RuleSeverity)finding.Severity >= report.FailOn);

    private static string NameOf(InputResult result)
    {
        string location = result.Within is null ? result.Path : $"{result.Path}#{result.Within}";
        return result.Description is null ? location : $"{result.Description} ({location})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Replaces characters that XML 1.0 does not allow, or that change the display order. Line breaks are kept.</summary>
    private static string Legal(string text) => string.Join('\n', text.Split('\n').Select(Printable.OneLine))
        .Replace('\uFFFE', '\uFFFD')
        .Replace('\uFFFF', '\uFFFD');
}
