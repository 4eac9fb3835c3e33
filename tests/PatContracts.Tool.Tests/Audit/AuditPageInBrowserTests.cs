using System.Text.Json;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

/// <summary>The audit page in a browser.</summary>
public sealed class AuditPageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    // Every visible text whose contrast with its background is below 4.5.
    private const string FaintTexts =
        """
        (() => {
          const numbers = color => color.match(/[\d.]+/g).map(Number);
          const luminance = color => numbers(color).slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = element => {
            for (let one = element; one; one = one.parentElement) {
              const color = getComputedStyle(one).backgroundColor;
              if (numbers(color)[3] !== 0) return color;
            }
          };
          const faint = new Set();
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let seen = 0;
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest('script')) continue;
            seen++;
            const [high, low] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
            if ((high + 0.05) / (low + 0.05) < 4.5) faint.add(element.outerHTML.slice(0, 80));
          }
          return [seen, ...faint];
        })()
        """;

    [Fact]
    public async Task The_contrast_conforms_to_WCAG_AA_in_light_dark_and_print()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Kinds, "broken.json");
        foreach ((string scheme, string media) in new[] { ("light", "screen"), ("dark", "screen"), ("dark", "print") })
        {
            await browser.OpenAsync(folder["audit.html"], scheme: scheme, media: media);
            JsonElement[] result = [.. (await browser.EvaluateAsync(FaintTexts)).EnumerateArray()];
            Assert.True(result[0].GetInt32() > 300, "The page is blank.");
            Assert.Empty(result[1..].Select(text => $"{scheme} {media}: {text.GetString()}"));
        }
    }

    [Fact]
    public async Task The_page_follows_the_preferred_color_scheme_and_prints_on_white()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Kinds);
        foreach ((string scheme, string media, string ground) in new[] { ("light", "screen", "rgb(244, 246, 249)"), ("dark", "screen", "rgb(14, 19, 27)"), ("dark", "print", "rgb(255, 255, 255)") })
        {
            await browser.OpenAsync(folder["audit.html"], scheme: scheme, media: media);
            Assert.Equal(ground, (await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).GetString());
            Assert.Equal(media == "print" ? "none" : "flex", (await browser.EvaluateAsync("getComputedStyle(document.querySelector('.toolbar')).display")).GetString());
        }

        Assert.Equal("%PDF-"u8.ToArray(), (await browser.PrintAsync())[..5]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await browser.ScreenshotAsync())[..4]);
    }

    [Fact]
    public async Task Printed_tables_remain_tables_and_rows_do_not_break_across_pages()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(300));
        // The width of A4 without margins, in CSS pixels.
        await browser.OpenAsync(folder["audit.html"], width: 703, media: "print");
        Assert.Equal(703, (await browser.EvaluateAsync("document.scrollingElement.scrollWidth")).GetInt32());
        Assert.Equal("[\"table-row avoid\"]", (await browser.EvaluateAsync(
            "JSON.stringify([...new Set([...document.querySelectorAll('.table tbody tr')].map(row => getComputedStyle(row)).map(style => `${style.display} ${style.breakInside}`))])")).GetString());
        Assert.Equal("table-header-group", (await browser.EvaluateAsync("getComputedStyle(document.querySelector('.tokens thead')).display")).GetString());
        // Regions that scroll on a screen hide nothing in print.
        Assert.Equal(0, (await browser.EvaluateAsync("[...document.querySelectorAll('.table')].filter(box => box.scrollHeight > box.clientHeight + 1).length")).GetInt32());
    }

    [Fact]
    public async Task The_search_works_without_a_network()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(300));
        await browser.OpenAsync(folder["audit.html"]);
        Assert.Equal(0, (await browser.EvaluateAsync("performance.getEntriesByType('resource').length")).GetInt32());
        Assert.Equal((300, ""), await SearchAsync(""));
        (int rows, string found) = await SearchAsync("owner-not-there");
        Assert.Equal((0, "0 of 300 tokens"), (rows, found));
        Assert.Equal(0, (await browser.EvaluateAsync("[...document.querySelectorAll('section.list')].filter(section => section.checkVisibility()).length")).GetInt32());
        string pseudonym = (await browser.EvaluateAsync("document.querySelector('.tokens tbody code').textContent")).GetString()!;
        Assert.Equal((1, "1 of 300 tokens"), await SearchAsync(pseudonym));
        Assert.Equal((33, "33 of 300 tokens"), await SearchAsync("Managed PLATFORM"));
        Assert.Equal((300, ""), await SearchAsync(""));
    }

    [Fact]
    public async Task Clicking_an_owner_finds_the_tokens_of_the_owner()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(300));
        await browser.OpenAsync(folder["audit.html"]);
        JsonElement result = await browser.EvaluateAsync(
            """
            (() => {
              const row = document.querySelector('.owners tbody tr:nth-child(2)');
              row.querySelector('button').click();
              const shown = [...document.querySelectorAll('.tokens tbody tr')].filter(one => one.checkVisibility());
              return [row.cells[1].textContent, `${shown.length}`, document.activeElement.id, ...new Set(shown.map(one => one.cells[3].textContent)), row.cells[0].textContent];
            })()
            """);
        string[] texts = [.. result.EnumerateArray().Select(static text => text.GetString()!)];
        Assert.Equal((texts[0], "search", texts[3]), (texts[1], texts[2], texts[4]));
    }

    [Fact]
    public async Task Tables_can_be_sorted_by_any_column_in_both_directions()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(300));
        await browser.OpenAsync(folder["audit.html"]);
        foreach ((string table, int column, bool isNumber) in new[] { ("#review .tokens", 4, false), ("#delete .tokens", 2, false), (".owners", 1, true) })
        {
            string[] ascending = await SortAsync(table, column);
            Assert.Equal("ascending", (await browser.EvaluateAsync($"document.querySelectorAll('{table} thead th')[{column}].getAttribute('aria-sort')")).GetString());
            string[] descending = await SortAsync(table, column);
            Assert.True(ascending.Length > 30);
            Assert.Equal(isNumber ? ascending.OrderBy(int.Parse) : ascending.Order(StringComparer.Ordinal), ascending);
            Assert.Equal(ascending.Order(StringComparer.Ordinal), descending.Order(StringComparer.Ordinal));
            Assert.Equal(ascending[0], descending[^1]);
            Assert.Equal(1, (await browser.EvaluateAsync($"document.querySelectorAll('{table} [aria-sort]').length")).GetInt32());
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public async Task At_400_pixels_the_page_does_not_scroll_horizontally_and_shows_every_cell(int tokens)
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(tokens));
        await browser.OpenAsync(folder["audit.html"], width: 400);
        Assert.Equal(400, (await browser.EvaluateAsync("document.scrollingElement.scrollWidth")).GetInt32());
        // Only regions that the keyboard can scroll are wider than their container.
        Assert.Equal("[]", (await browser.EvaluateAsync(
            """
            JSON.stringify([...document.querySelectorAll('main *')]
              .filter(element => element.checkVisibility() && !element.closest('[tabindex="0"]') && element.getBoundingClientRect().right > 400.5)
              .map(element => element.outerHTML.slice(0, 60)))
            """)).GetString());
        Assert.Equal(0, (await browser.EvaluateAsync("[...document.querySelectorAll('.tokens tbody tr > *')].filter(cell => !cell.checkVisibility() || cell.getBoundingClientRect().height === 0).length")).GetInt32());
        Assert.Equal("\"Last used\"", (await browser.EvaluateAsync("getComputedStyle(document.querySelector('.tokens tbody td:nth-child(5)'), '::before').content")).GetString());
    }

    [Fact]
    public async Task The_search_finds_one_of_5000_tokens()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(5000));
        await browser.OpenAsync(folder["audit.html"]);
        Assert.Equal(5000, (await browser.EvaluateAsync("document.querySelectorAll('.tokens tbody tr').length")).GetInt32());
        string last = (await browser.EvaluateAsync("[...document.querySelectorAll('.tokens tbody code')].at(-2).textContent")).GetString()!;
        Assert.Equal((1, "1 of 5,000 tokens"), await SearchAsync(last));
    }

    [Fact]
    public async Task The_page_can_be_operated_with_the_keyboard()
    {
        Browser.Require();
        using TemporaryFolder folder = await WrittenAsync(Many(300));
        await browser.OpenAsync(folder["audit.html"]);
        // Links, buttons and fields have a label.
        Assert.Equal("[]", (await browser.EvaluateAsync(
            "JSON.stringify([...document.querySelectorAll('a, button, input')].filter(element => !(element.textContent.trim() || element.labels?.length)).map(element => element.outerHTML))")).GetString());
        Assert.True((await browser.EvaluateAsync("document.querySelector('.owners').parentElement.scrollHeight > document.querySelector('.owners').parentElement.clientHeight")).GetBoolean());
        Assert.Equal("0", (await browser.EvaluateAsync("document.querySelector('.owners').parentElement.getAttribute('tabindex')")).GetString());
    }

    private async Task<(int Rows, string Found)> SearchAsync(string text)
    {
        await browser.EvaluateAsync(
            $"(() => {{ const search = document.getElementById('search'); search.value = {JsonSerializer.Serialize(text)}; search.dispatchEvent(new Event('input')); return new Promise(done => setTimeout(done, 200)); }})()");
        int rows = (await browser.EvaluateAsync("[...document.querySelectorAll('.tokens tbody tr')].filter(row => row.checkVisibility()).length")).GetInt32();
        return (rows, (await browser.EvaluateAsync("document.getElementById('found').textContent")).GetString()!);
    }

    private async Task<string[]> SortAsync(string table, int column)
    {
        JsonElement cells = await browser.EvaluateAsync(
            $$"""
            (() => {
              const table = document.querySelector('{{table}}');
              table.tHead.rows[0].cells[{{column}}].querySelector('button').click();
              return [...table.tBodies[0].rows].map(row => row.cells[{{column}}].textContent);
            })()
            """);
        return [.. cells.EnumerateArray().Select(cell => cell.GetString()!)];
    }

    private static async Task<TemporaryFolder> WrittenAsync(string export, string? broken = null)
    {
        TemporaryFolder folder = Folder(export);
        folder.Write("earlier.json", List(Token("gone")));
        if (broken is not null) folder.Write(broken, "[{");
        await Task.Run(() => Command.RunIn(folder.Path, [.. AuditTokens, .. broken is null ? Array.Empty<string>() : [broken], "--since", "earlier.json", "--report", "audit.html"]));
        return folder;
    }
}
