using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>Defaults for all clients together with the options of one client: a client has one handler, and its own options take precedence.</summary>
public sealed class ClientDefaultsTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Own_options_take_precedence_in_any_order_and_responses_are_reported_once(bool defaultsFirst)
    {
        await using Loopback server = await Loopback.StartAsync(HandlerHost.Json("[7]"));
        await using ServiceProvider services = Services(
            services =>
            {
                if (defaultsFirst) services.ConfigureHttpClientDefaults(clients => clients.AddPatContractHandler(HandlerHost.Reject));
                services.AddHttpClient("own").AddPatContractHandler(options => options.Mode = PatContractMode.Observe);
                services.AddHttpClient("other");
                if (!defaultsFirst) services.ConfigureHttpClientDefaults(clients => clients.AddPatContractHandler(HandlerHost.Reject));
            },
            out LogCapture logs);

        Assert.Equal("[7]", await Client(services, server, "own").GetStringAsync(ListPath, Cancel));
        Assert.Single(logs.Ids, 1001);
        await Assert.ThrowsAsync<PatContractResponseException>(() => Client(services, server, "other").GetStringAsync(ListPath, Cancel));
        Assert.Single(logs.Ids, 1002);
        Assert.Contains("(client \"other\")", logs.Entries.Single(entry => entry.Id == 1002).Message, StringComparison.Ordinal);
        Assert.Equal("other", services.GetRequiredService<PatContractViolationMonitor>().Last!.Client);
    }

    [Fact]
    public async Task Default_options_apply_to_a_client_that_does_not_change_them()
    {
        await using Loopback server = await Loopback.StartAsync(HandlerHost.Json("[7,8,9]"));
        await using ServiceProvider services = Services(
            services =>
            {
                services.ConfigureHttpClientDefaults(clients => clients.AddPatContractHandler(options =>
                {
                    options.Mode = PatContractMode.Reject;
                    options.Validation = options.Validation with { MaxFindings = 2 };
                }));
                services.AddHttpClient("own").AddPatContractHandler();
            },
            out _);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => Client(services, server, "own").GetStringAsync(ListPath, Cancel));

        Assert.Equal(2, exception.Findings.Count);
    }

    [Fact]
    public async Task The_handler_is_at_the_position_of_the_last_call()
    {
        int requests = 0;
        await using Loopback server = await Loopback.StartAsync(context =>
        {
            requests++;
            return HandlerHost.Json("[7]")(context);
        });
        await using ServiceProvider services = Services(
            services =>
            {
                services.ConfigureHttpClientDefaults(clients => clients.AddPatContractHandler(HandlerHost.Reject));
                services.AddHttpClient("own").AddHttpMessageHandler(() => new Once()).AddPatContractHandler();
            },
            out LogCapture logs);

        await Assert.ThrowsAsync<PatContractResponseException>(() => Client(services, server, "own").GetStringAsync(ListPath, Cancel));

        // The outer handler has retried after the exception of the inner handler.
        Assert.Equal(2, requests);
        Assert.Equal(2, logs.Ids.Count(id => id == 1002));
    }

    [Fact]
    public async Task Changed_defaults_take_effect_for_every_client()
    {
        var configuration = new ConfigurationManager { ["Pat:Mode"] = "Observe" };
        await using Loopback server = await Loopback.StartAsync(HandlerHost.Json("[7]"));
        await using ServiceProvider services = Services(
            services =>
            {
                services.ConfigureHttpClientDefaults(clients => clients.AddPatContractHandler(configuration.GetSection("Pat")));
                services.AddHttpClient("own");
            },
            out _);
        using HttpClient client = Client(services, server, "own");

        Assert.Equal("[7]", await client.GetStringAsync(ListPath, Cancel));
        configuration["Pat:Mode"] = "Reject";
        ((IConfigurationRoot)configuration).Reload();

        await Assert.ThrowsAsync<PatContractResponseException>(() => client.GetStringAsync(ListPath, Cancel));
    }

    private static ServiceProvider Services(Action<IServiceCollection> configure, out LogCapture logs)
    {
        var capture = new LogCapture();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(capture));
        configure(services);
        logs = capture;
        return services.BuildServiceProvider();
    }

    private static HttpClient Client(ServiceProvider services, Loopback server, string name)
    {
        HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
        client.BaseAddress = server.Address;
        return client;
    }

    /// <summary>Retries a rejected request once.</summary>
    private sealed class Once : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (PatContractResponseException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
