using System.Globalization;
using Xunit;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>The official JSON Schema Test Suite, file by file, for every dialect in its folder.</summary>
public sealed class OfficialSuiteTests
{
    private const string None = "(no suite)";

    public static TheoryData<Dialect, string> RequiredFiles => Rows("", SearchOption.TopDirectoryOnly);

    public static TheoryData<Dialect, string> OptionalFiles => Rows("optional", SearchOption.AllDirectories);

    [Theory]
    [MemberData(nameof(RequiredFiles))]
    public void Every_required_case_has_the_right_result(Dialect dialect, string file)
    {
        Assert.SkipWhen(file == None, Suite.Absence);
        // Required cases treat format as an annotation, as the specification does; the optional ones assert it.
        List<SuiteFailure> failures = SuiteRunner.Run(dialect, Suite.Read(dialect, file), assertFormats: false);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(OptionalFiles))]
    public void Every_optional_case_has_the_right_result_or_is_listed_with_a_reason(Dialect dialect, string file)
    {
        Assert.SkipWhen(file == None, Suite.Absence);
        IReadOnlyList<ExpectedFailure> expected = ExpectedFailures.Of(dialect, file);
        List<SuiteFailure> failures = SuiteRunner.Run(dialect, Suite.Read(dialect, file), assertFormats: true);
        List<string> problems = [.. failures.Where(failure => !expected.Any(entry => entry.Covers(failure))).Select(failure => failure.ToString())];
        problems.AddRange(expected.Where(entry => !failures.Any(entry.Covers)).Select(entry => $"listed as a failure, but passes: {entry.Group} / {entry.Test}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [MemberData(nameof(RequiredFiles))]
    public void Every_required_case_has_the_right_result_in_any_order_through_every_overload(Dialect dialect, string file)
    {
        Assert.SkipWhen(file == None, Suite.Absence);
        List<SuiteFailure> failures = SuiteRunner.RunRepeatedly(dialect, Suite.Read(dialect, file), assertFormats: false, expected: []);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(OptionalFiles))]
    public void Every_optional_case_that_is_not_listed_has_the_right_result_in_any_order_through_every_overload(Dialect dialect, string file)
    {
        Assert.SkipWhen(file == None, Suite.Absence);
        List<SuiteFailure> failures = SuiteRunner.RunRepeatedly(dialect, Suite.Read(dialect, file), assertFormats: true, ExpectedFailures.Of(dialect, file));
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void The_printed_counts_equal_those_of_the_page()
    {
        Assert.SkipWhen(Suite.Root is null, Suite.Absence);
        string page = Repository.Read("docs/conformance.md");
        foreach ((Dialect dialect, string folder) in Suite.Folders)
        {
            (int Passed, int Total) required = Count(dialect, Suite.Files(dialect), assertFormats: false);
            if (required.Total == 0) continue;
            (int Passed, int Total) formats = Count(dialect, Suite.Files(dialect, "optional/format"), assertFormats: true);
            (int Passed, int Total) optional = Count(dialect, Suite.Files(dialect, "optional"), assertFormats: true);
            string row = string.Create(
                CultureInfo.InvariantCulture,
                $"| {folder} | {required.Passed} of {required.Total} | {optional.Passed} of {optional.Total} | {formats.Passed} of {formats.Total} |");
            Console.WriteLine(row);
            // The number of cases differs between snapshots of the suite; the page describes this one.
            if (dialect == Dialect.Draft202012 && required.Total == 1299) Assert.Contains(row, page, StringComparison.Ordinal);
            if (dialect == Dialect.Draft7 && required.Total == 927) Assert.Contains(row, page, StringComparison.Ordinal);
        }
    }

    private static (int Passed, int Total) Count(Dialect dialect, IReadOnlyList<string> files, bool assertFormats)
    {
        int total = 0;
        int failed = 0;
        foreach (string file in files)
        {
            IReadOnlyList<SuiteGroup> groups = Suite.Read(dialect, file);
            total += groups.Sum(group => group.Tests.Count);
            failed += SuiteRunner.Run(dialect, groups, assertFormats).Count;
        }

        return (total - failed, total);
    }

    private static TheoryData<Dialect, string> Rows(string below, SearchOption depth)
    {
        var rows = new TheoryData<Dialect, string>();
        foreach (Dialect dialect in Suite.Folders.Keys)
        {
            foreach (string file in Suite.Files(dialect, below, depth)) rows.Add(dialect, file);
        }

        if (rows.Count == 0) rows.Add(Dialect.Draft202012, None);
        return rows;
    }
}
