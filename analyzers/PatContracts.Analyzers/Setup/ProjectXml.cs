using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Setup;

/// <summary>The items for contracts in an MSBuild file, and the version that it selects.</summary>
internal sealed class ProjectXml
{
    public const string Payload = "PatContractPayload";
    public const string Schema = "PatContractSchema";
    public const string AdditionalFiles = "AdditionalFiles";

    private const string Version = "PatContractVersion";

    private static readonly string[] Names = [Payload, Schema, AdditionalFiles, Version];

    private ProjectXml(ImmutableArray<ProjectItem> items, ImmutableArray<SetupValue> versions)
    {
        Items = items;
        Versions = versions;
    }

    /// <summary>The items for contracts and payloads, outside of targets.</summary>
    public ImmutableArray<ProjectItem> Items { get; }

    /// <summary>The values of <c>PatContractVersion</c>.</summary>
    public ImmutableArray<SetupValue> Versions { get; }

    /// <summary>Reads a file; returns nothing for a file that is not XML, for example while it is being edited.</summary>
    public static ProjectXml Read(SetupFile file)
    {
        ImmutableArray<ProjectItem>.Builder items = ImmutableArray.CreateBuilder<ProjectItem>();
        ImmutableArray<SetupValue>.Builder versions = ImmutableArray.CreateBuilder<SetupValue>();
        string text = file.Text.ToString();
        // Most projects set nothing up, and the XML reader takes longer to load than the text to search.
        if (Names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0) && Parse(text) is { } document)
        {
            var positions = new Positions(file);
            foreach (XElement element in document.Descendants())
            {
                switch (element.Name.LocalName)
                {
                    case Payload or Schema or AdditionalFiles when !element.Ancestors().Any(ancestor => ancestor.Name.LocalName == "Target"):
                        items.Add(ToItem(element, positions));
                        break;
                    case Version when positions.ContentOf(element) is { } version:
                        versions.Add(version);
                        break;
                }
            }
        }

        return new(items.ToImmutable(), versions.ToImmutable());
    }

    private static XDocument? Parse(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ProjectItem ToItem(XElement element, Positions positions)
    {
        ImmutableArray<SetupValue>.Builder values = ImmutableArray.CreateBuilder<SetupValue>();
        foreach (XAttribute attribute in element.Attributes())
        {
            if (positions.Of(attribute) is { } value) values.Add(value);
        }

        foreach (XElement child in element.Elements())
        {
            if (positions.ContentOf(child) is { } value) values.Add(value);
        }

        bool isConditional = element.AncestorsAndSelf().Any(node => node.Attribute("Condition") is not null || node.Name.LocalName is "When" or "Otherwise");
        return new(element.Name.LocalName, values.ToImmutable(), isConditional);
    }

    /// <summary>Maps the lines and columns of XML names to the spans of values.</summary>
    private sealed class Positions(SetupFile file)
    {
        private readonly string _text = file.Text.ToString();

        public SetupValue? Of(XAttribute attribute)
        {
            if (StartOf(attribute) is not { } start) return null;

            int open = _text.IndexOfAny(['"', '\''], start);
            int close = open < 0 ? -1 : _text.IndexOf(_text[open], open + 1);
            return close < 0 ? null : Value(attribute.Name.LocalName, start, open + 1, close);
        }

        public SetupValue? ContentOf(XElement element) =>
            element.FirstNode is XText { NextNode: null } content && StartOf(element) is { } name && StartOf(content) is { } start
                ? Value(element.Name.LocalName, name, start, Math.Max(_text.IndexOf('<', start), start))
                : null;

        private int? StartOf(IXmlLineInfo position)
        {
            if (!position.HasLineInfo() || position.LineNumber > file.Text.Lines.Count) return null;
            return file.Text.Lines[position.LineNumber - 1].Start + position.LinePosition - 1;
        }

        private SetupValue Value(string name, int nameStart, int start, int end)
        {
            while (start < end && char.IsWhiteSpace(_text[start])) start++;
            while (start < end && char.IsWhiteSpace(_text[end - 1])) end--;
            return new(file, name, new(nameStart, name.Length), _text.Substring(start, end - start), TextSpan.FromBounds(start, end));
        }
    }
}
