namespace PatContracts.TestSupport;

/// <summary>
/// Texts of lines with their findings, for a schema that requires an object with a string <c>id</c>. Every reader of lines must have exactly these findings.
/// </summary>
internal static class LineCases
{
    public const string Schema = """{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}""";

    private const string Good = """{"id":"a"}""";
    private const string Bad = """{"id":1}""";

    /// <summary>The cases: a name, the text, and its findings as <c>rule line:column @offset</c>.</summary>
    public static IReadOnlyList<(string Name, string Text, string[] Findings)> All { get; } =
    [
        ("one", Good, []),
        ("lf", Good + "\n" + Good + "\n", []),
        ("crlf", Good + "\r\n" + Good + "\r\n", []),
        ("cr", Good + "\r" + Good + "\r", []),
        ("mixed", Good + "\r" + Good + "\r\n" + Good + "\n" + Good, []),
        ("blank-lines", "\n\r\n" + Good + "\n\n \t\r\n  " + Good + " \t\n", []),
        ("empty", "", ["json/empty 1:1 @0"]),
        ("blank", " \r\n\t\n", ["json/empty 3:1 @5"]),
        ("blank-cr", "\r\r ", ["json/empty 3:2 @3"]),
        ("second", Good + "\n  " + Bad + "\n" + Good, ["schema/type 2:9 @19"]),
        ("second-cr", Good + "\r" + Bad, ["schema/type 2:7 @17"]),
        ("third-crlf", Good + "\r\n\r\n" + Bad + "\r\n", ["schema/type 3:7 @20"]),
        ("after-non-ascii", "{\"id\":\"ä😀\"}\n{\"ä😀\":0,\"id\":1}", ["schema/type 2:15 @33"]),
        ("scalar", "1\n" + Good, ["schema/type 1:1 @0"]),
        ("scalar-last", Good + "\ntrue", ["schema/type 2:1 @11"]),
        ("array", "[" + Good + "]\n" + Good, ["schema/type 1:1 @0"]),
        ("spread", Good + "\n{\"id\":\n\"a\"}", ["json/truncated 2:7 @17", "schema/type 3:1 @18", "json/trailing-data 3:4 @21"]),
        ("spread-cr", Good + "\r{\"id\":\r\"a\"}", ["json/truncated 2:7 @17", "schema/type 3:1 @18", "json/trailing-data 3:4 @21"]),
        ("two-on-a-line", Good + "\n" + Good + " " + Good + "\n" + Bad, ["json/trailing-data 2:12 @22", "schema/type 3:7 @39"]),
        ("comma", Good + ",\n" + Good, ["json/trailing-data 1:11 @10"]),
        ("cut-off", Good + "\n{\"id\":  ", ["json/truncated 2:7 @17"]),
        ("line-end-in-string", Good + "\n{\"id\":\"a\nb\"}", ["json/truncated 2:9 @19", "json/syntax 3:1 @20"]),
        ("byte-order-mark", "\uFEFF" + Good + "\n" + Bad, ["json/byte-order-mark 1:1 @0", "schema/type 2:7 @20"]),
        ("byte-order-mark-inside", Good + "\n \uFEFF" + Good, ["json/byte-order-mark 2:2 @12"]),
    ];
}
