using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

public sealed class BodyTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    [InlineData(304)]
    public async Task Responses_without_a_body_are_not_validated(int status)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            HandlerHost.Reject);

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(host.Logs.Entries);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(206)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Errors_and_partial_responses_are_not_validated(int status)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("{ not JSON", status), HandlerHost.Reject);

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, Cancel);

        Assert.Equal("{ not JSON", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(host.Logs.Entries);
    }

    [Fact]
    public async Task A_head_request_is_not_validated()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json(""), HandlerHost.Reject);
        using var request = new HttpRequestMessage(HttpMethod.Head, ListPath);

        using HttpResponseMessage response = await host.Client.SendAsync(request, Cancel);

        Assert.Empty(host.Logs.Entries);
    }

    [Theory]
    [InlineData("", "json/empty")]
    [InlineData("[", "json/truncated")]
    [InlineData("[]]", "json/trailing-data")]
    public async Task A_body_that_is_not_JSON_is_a_violation(string body, string rule)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(body, HandlerHost.Reject);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal(rule, Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("text/json; charset=utf-8")]
    [InlineData("application/vnd.tokens+json")]
    [InlineData(null)]
    // Values that occur in practice and that a strict parser rejects.
    [InlineData("application/json; charset=UTF-8;")]
    [InlineData("application/json;")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json, application/json")]
    [InlineData("application/json;charset")]
    [InlineData("application/json ; = ; charset=\"utf-8")]
    [InlineData("utter nonsense")]
    [InlineData(";")]
    [InlineData("json")]
    public async Task A_body_with_a_malformed_content_type_is_validated(string? contentType)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("7", contentType: contentType), HandlerHost.Reject);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal("schema/type", Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16;")]
    [InlineData("application/json; charset=utf-16, application/json")]
    public async Task The_charset_of_a_malformed_content_type_is_considered(string contentType)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("[]", contentType: contentType), HandlerHost.Reject);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal("http/charset", Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData("application/octet-stream", "http/content-type")]
    [InlineData("text/plain; charset=utf-8", "http/content-type")]
    [InlineData("application/xml", "http/content-type")]
    [InlineData("text/html; charset=utf-8", "pat/not-a-token-response")]
    [InlineData("TEXT/HTML;", "pat/not-a-token-response")]
    [InlineData("application/xhtml+xml", "pat/not-a-token-response")]
    public async Task A_body_with_another_content_type_passes_in_observe_and_is_rejected_in_reject(string contentType, string rule)
    {
        await using HandlerHost observing = await HandlerHost.StartAsync(HandlerHost.Json("[]", contentType: contentType));
        await using HandlerHost rejecting = await HandlerHost.StartAsync(HandlerHost.Json("[]", contentType: contentType), HandlerHost.Reject);

        Assert.Equal("[]", await observing.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal(rule == "http/content-type" ? [1007] : [1003, 1001], observing.Logs.Ids);
        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal(rule, Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Down for maintenance</body></html>", "Not a token response: HTML")]
    [InlineData("\uFEFF \r\n<html lang=\"en\">", "Not a token response: HTML")]
    [InlineData("<?xml version=\"1.0\"?><error/>", "Not a token response: XML")]
    [InlineData("""{"detailCode":"500.0","trackingId":"t","messages":[{"locale":"en-US","text":"canary"}],"causes":[]}""", "Not a token response: an error body of the API")]
    [InlineData("""{"error":"canary"}""", "Not a token response: an error body of the API")]
    [InlineData("""{"message":"canary"}""", "Not a token response: an error body of the API")]
    public async Task A_web_page_or_an_error_body_is_reported_as_such(string body, string message)
    {
        await using HandlerHost rejecting = await HandlerHost.StartAsync(body, HandlerHost.Reject);
        await using HandlerHost observing = await HandlerHost.StartAsync(body);
        var path = new Uri("/v3/personal-access-tokens/1", UriKind.Relative);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(path, Cancel));
        Schema.Finding finding = Assert.Single(exception.Findings);
        Assert.Equal(("pat/not-a-token-response", message), (finding.Rule, finding.Message));
        Assert.NotEmpty(finding.Causes);
        Assert.Equal(Encoding.UTF8.GetBytes(body), await observing.Client.GetByteArrayAsync(path, Cancel));
        string log = Assert.Single(observing.Logs.Entries, entry => entry.Id == 1001).Message;
        Assert.Contains(message, log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log + exception, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_on_a_route_with_a_configured_contract_is_an_unexpected_content_type()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("<html>", contentType: "text/html"), options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Contracts.Add("mine", Schema.Contract.Load("true"));
            options.Routes.Add(new PatContractRoute { Path = "/mine", Contract = "mine" });
        });

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/mine", UriKind.Relative), Cancel));

        Assert.Equal("http/content-type", Assert.Single(exception.Findings).Rule);
    }

    [Fact]
    public async Task Content_types_can_be_configured()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("7", contentType: "text/plain"), options =>
        {
            options.Mode = PatContractMode.Reject;
            options.ContentTypes.Add("Text/Plain");
        });

        await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));
    }

    [Theory]
    [InlineData("utf-16", false)]
    [InlineData("iso-8859-1", false)]
    [InlineData("UTF-8", true)]
    [InlineData("us-ascii", true)]
    public async Task A_character_set_other_than_utf8_is_a_violation(string charset, bool isGood)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("[]", contentType: $"application/json; charset={charset}"), HandlerHost.Reject);

        if (isGood)
        {
            Assert.Equal("[]", await host.Client.GetStringAsync(ListPath, Cancel));
            return;
        }

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("http/charset", Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("br", "BR")]
    [InlineData("deflate", "deflate")]
    [InlineData("gzip,br", "gzip, br")]
    [InlineData("", "identity")]
    public async Task A_compressed_body_is_validated_and_passed_on_unchanged(string encodings, string header)
    {
        byte[] sent = Compress(Tokens.List(50), encodings);
        byte[] broken = Compress("[7]", encodings);
        await using HandlerHost valid = await HandlerHost.StartAsync(Encoded(sent, header), HandlerHost.Reject);
        await using HandlerHost violating = await HandlerHost.StartAsync(Encoded(broken, header), HandlerHost.Reject);

        using HttpResponseMessage response = await valid.Client.GetAsync(ListPath, Cancel);
        Assert.Equal(sent, await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(header.Split(", "), response.Content.Headers.ContentEncoding);
        Assert.Equal([1008], valid.Logs.Ids);
        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => violating.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("/0", exception.Findings[0].InstancePointer);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_the_primary_handler_decompresses_is_validated_once(string encoding)
    {
        string json = Tokens.List(50);
        await using HandlerHost host = await HandlerHost.StartAsync(Encoded(Compress(json, encoding), encoding), HandlerHost.Reject, DecompressionMethods.All);

        Assert.Equal(json, await host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal([1008], host.Logs.Ids);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_does_not_match_its_content_encoding_is_a_violation(string encoding)
    {
        byte[] sent = Encoding.UTF8.GetBytes(Tokens.List(1));
        await using HandlerHost rejecting = await HandlerHost.StartAsync(Encoded(sent, encoding), HandlerHost.Reject);
        await using HandlerHost observing = await HandlerHost.StartAsync(Encoded(sent, encoding));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("http/content-encoding", Assert.Single(exception.Findings).Rule);
        Assert.Equal(sent, await observing.Client.GetByteArrayAsync(ListPath, Cancel));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip,br")]
    public async Task A_truncated_compressed_body_is_a_violation_regardless_of_what_decompresses_it(string encodings)
    {
        byte[] whole = Compress(Tokens.List(50), encodings);
        byte[] cut = whole[..(whole.Length / 2)];
        RequestDelegate respond = Encoded(cut, encodings.Replace(",", ", ", StringComparison.Ordinal));
        await using HandlerHost rejecting = await HandlerHost.StartAsync(respond, HandlerHost.Reject);
        await using HandlerHost decompressed = await HandlerHost.StartAsync(respond, HandlerHost.Reject, DecompressionMethods.All);
        await using HandlerHost observing = await HandlerHost.StartAsync(respond);

        // The decoders of the framework do not report the end of a truncated input, so the text is truncated.
        foreach (HandlerHost host in new[] { rejecting, decompressed })
        {
            PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));
            Assert.Equal(["json/truncated"], exception.Findings.Select(finding => finding.Rule));
        }

        Assert.Equal(cut, await observing.Client.GetByteArrayAsync(ListPath, Cancel));
        Assert.Contains(1001, observing.Logs.Ids);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_the_primary_handler_cannot_decompress_fails_the_request(string encoding)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Encoded(Encoding.UTF8.GetBytes(Tokens.List(1)), encoding), decompression: DecompressionMethods.All);

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal([1010], host.Logs.Ids);
    }

    [Fact]
    public async Task A_body_that_the_primary_handler_decompresses_beyond_the_limit_passes_completely_in_observe()
    {
        string json = Tokens.List(500);
        await using HandlerHost host = await HandlerHost.StartAsync(
            Encoded(Compress(json, "gzip"), "gzip"), options => options.MaxBodyBytes = 50_000, DecompressionMethods.All);

        Assert.Equal(json, await host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal([1004], host.Logs.Ids);
    }

    [Fact]
    public async Task A_validated_body_can_be_read_by_every_method_and_repeatedly()
    {
        byte[] sent = Encoding.UTF8.GetBytes(Tokens.List(3));
        await using HandlerHost host = await HandlerHost.StartAsync(Sized(sent, withLength: false), HandlerHost.Reject);
        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);
        HttpContent content = response.Content;

        await content.LoadIntoBufferAsync(Cancel);
        for (int i = 0; i < 2; i++)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, Cancel);
            Assert.Equal(sent, copy.ToArray());
            Assert.Equal(sent, await content.ReadAsByteArrayAsync(Cancel));
            Assert.Equal(Encoding.UTF8.GetString(sent), await content.ReadAsStringAsync(Cancel));
            // As for every buffered body, there is one seekable stream.
            Stream stream = await content.ReadAsStreamAsync(Cancel);
            stream.Position = 0;
            Assert.Equal(3, (await JsonSerializer.DeserializeAsync<object[]>(stream, cancellationToken: Cancel))!.Length);
            stream.Position = 0;
        }

        Assert.Equal(3, (await content.ReadFromJsonAsync<object[]>(Cancel))!.Length);
        Assert.Equal(sent.Length, content.Headers.ContentLength);
    }

    [Fact]
    public async Task An_unknown_content_encoding_passes_in_observe_and_is_rejected_in_reject()
    {
        await using HandlerHost observing = await HandlerHost.StartAsync(Encoded([1, 2, 3], "zstd"));
        await using HandlerHost rejecting = await HandlerHost.StartAsync(Encoded([1, 2, 3], "zstd"), HandlerHost.Reject);

        Assert.Equal([1, 2, 3], await observing.Client.GetByteArrayAsync(ListPath, Cancel));
        Assert.Equal([1005], observing.Logs.Ids);
        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("http/unknown-encoding", Assert.Single(exception.Findings).Rule);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_passes_completely_in_observe(bool withLength)
    {
        byte[] sent = Encoding.UTF8.GetBytes(Tokens.List(500));
        await using HandlerHost host = await HandlerHost.StartAsync(Sized(sent, withLength), options => options.MaxBodyBytes = sent.Length - 1);

        Assert.Equal(sent, await host.Client.GetByteArrayAsync(ListPath, Cancel));

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var copy = new MemoryStream();
        await (await response.Content.ReadAsStreamAsync(Cancel)).CopyToAsync(copy, Cancel);
        Assert.Equal(sent, copy.ToArray());
        Assert.Equal([1004, 1004], host.Logs.Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_rejected_in_reject(bool withLength)
    {
        byte[] sent = Encoding.UTF8.GetBytes(Tokens.List(500));
        await using HandlerHost host = await HandlerHost.StartAsync(Sized(sent, withLength), options =>
        {
            options.Mode = PatContractMode.Reject;
            options.MaxBodyBytes = sent.Length - 1;
        });

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal("http/too-large", Assert.Single(exception.Findings).Rule);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_validated()
    {
        byte[] sent = Encoding.UTF8.GetBytes(Tokens.List(500));
        await using HandlerHost host = await HandlerHost.StartAsync(Sized(sent, withLength: false), options => options.MaxBodyBytes = sent.Length);

        Assert.Equal(sent, await host.Client.GetByteArrayAsync(ListPath, Cancel));
        Assert.Equal([1008], host.Logs.Ids);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip,gzip")]
    public async Task A_small_body_that_decompresses_beyond_the_limit_is_not_decompressed(string encodings)
    {
        byte[] bomb = Compress($"[{new string(' ', 10_000_000)}]", encodings);
        string header = encodings.Replace(",", ", ", StringComparison.Ordinal);
        await using HandlerHost observing = await HandlerHost.StartAsync(Encoded(bomb, header), options => options.MaxBodyBytes = 100_000);
        await using HandlerHost rejecting = await HandlerHost.StartAsync(Encoded(bomb, header), options =>
        {
            options.Mode = PatContractMode.Reject;
            options.MaxBodyBytes = 100_000;
        });

        Assert.Equal(bomb, await observing.Client.GetByteArrayAsync(ListPath, Cancel));
        Assert.Equal([1004], observing.Logs.Ids);
        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("http/too-large", Assert.Single(exception.Findings).Rule);
    }

    private static RequestDelegate Encoded(byte[] body, string header) => context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = header;
        return context.Response.Body.WriteAsync(body).AsTask();
    };

    private static RequestDelegate Sized(byte[] body, bool withLength) => context =>
    {
        context.Response.ContentType = "application/json";
        if (withLength) context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    };

    private static byte[] Compress(string text, string encodings)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        foreach (string encoding in encodings.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            using var target = new MemoryStream();
            using (Stream stream = encoding switch
            {
                "gzip" => new GZipStream(target, CompressionLevel.Fastest),
                "br" => new BrotliStream(target, CompressionLevel.Fastest),
                _ => new ZLibStream(target, CompressionLevel.Fastest),
            })
            {
                stream.Write(body);
            }

            body = target.ToArray();
        }

        return body;
    }
}
