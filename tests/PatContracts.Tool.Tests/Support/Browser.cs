using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PatContracts.Tool.Tests.Support;

/// <summary>A headless Chromium, controlled by the DevTools protocol.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Program = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private Process? _process;
    private string? _session;
    private int _last;

    /// <summary>Skips the test if Chromium is not installed. In continuous integration, the test fails instead.</summary>
    public static void Require()
    {
        Assert.SkipWhen(Program is null && Environment.GetEnvironmentVariable("CI") != "true", "No Chromium is installed.");
        Assert.True(Program is not null, "Chromium is required where CI is true.");
    }

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) =>
        {
            const string Announcement = "DevTools listening on ";
            if (line.Data?.StartsWith(Announcement, StringComparison.Ordinal) == true) address.TrySetResult(line.Data[Announcement.Length..]);
        };
        _process.BeginErrorReadLine();
        _socket.Options.Proxy = null;
        await _socket.ConnectAsync(new Uri(await address.Task.WaitAsync(TimeSpan.FromSeconds(30))), CancellationToken.None);
        JsonNode target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonNode session = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.DeepClone(), ["flatten"] = true });
        _session = (string)session["sessionId"]!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _socket.Dispose();
        try
        {
            _profile.Dispose();
        }
        catch (IOException)
        {
            // A process of the browser is still writing; the remaining files are in the temporary folder.
        }
    }

    /// <summary>Opens a page in a window.</summary>
    /// <param name="file">The page.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="media"><c>screen</c> or <c>print</c>.</param>
    public async Task OpenAsync(string file, int width = 1280, string scheme = "light", string media = "screen")
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["media"] = media,
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        });
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        while (!(await EvaluateAsync("document.readyState === 'complete' && location.href !== 'about:blank'")).GetBoolean())
        {
        }
    }

    /// <summary>Returns the value of an expression in the page. A promise is awaited.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonNode result = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(result["exceptionDetails"] is null, result["exceptionDetails"]?.ToJsonString());
        return JsonSerializer.Deserialize<JsonElement>(result["result"]!["value"]?.ToJsonString() ?? "null");
    }

    /// <summary>Returns an image (PNG) of the complete page.</summary>
    public async Task<byte[]> ScreenshotAsync()
    {
        JsonNode result = await SendAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true });
        return Convert.FromBase64String((string)result["data"]!);
    }

    /// <summary>Returns the printed page (PDF).</summary>
    public async Task<byte[]> PrintAsync()
    {
        JsonNode result = await SendAsync("Page.printToPDF", new JsonObject { ["preferCSSPageSize"] = true, ["printBackground"] = true });
        return Convert.FromBase64String((string)result["data"]!);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = ++_last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null) message["sessionId"] = _session;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            using var received = new MemoryStream();
            byte[] buffer = new byte[1 << 16];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
                received.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            JsonNode response = JsonNode.Parse(received.ToArray())!;
            if ((int?)response["id"] != id) continue;
            Assert.True(response["error"] is null, response["error"]?.ToJsonString());
            return response["result"]!;
        }
    }
}
