// Reads a list of tokens from a file or from a service, in a program that is compiled to native code.
//
//   dotnet publish samples/native -r linux-x64
//   native-check tokens.json
//   native-check https://TENANT.api.identitynow.com/v2026/personal-access-tokens     (access token in ACCESS_TOKEN)
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PatContracts;
using PatContracts.Schema;

if (args is not [string source])
{
    await Console.Error.WriteLineAsync("usage: native-check FILE|URL");
    return 2;
}

try
{
    byte[] payload = Uri.TryCreate(source, UriKind.Absolute, out Uri? uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? await DownloadAsync(uri)
        : await File.ReadAllBytesAsync(source);
    IReadOnlyList<GetPersonalAccessTokenResponse> tokens = PatContract.V2026.ReadList(payload);
    Console.WriteLine($"{tokens.Count} tokens, {tokens.Count(token => token.Managed)} managed");
    return 0;
}
catch (ContractViolationException e)
{
    Console.WriteLine(e.Message);
    return 1;
}

static async Task<byte[]> DownloadAsync(Uri uri)
{
    var services = new ServiceCollection();
    // In a service, appsettings.json has this section.
    IConfigurationRoot configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([new("Pat:Mode", "Reject"), new("Pat:Validation:MaxFindings", "10"), new("Pat:Checks:pat/expired", "Off")])
        .Build();
    services.AddHttpClient("tokens").AddPatContractHandler(configuration.GetSection("Pat"));
    await using ServiceProvider provider = services.BuildServiceProvider();
    using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("tokens");
    if (Environment.GetEnvironmentVariable("ACCESS_TOKEN") is { } token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    return await client.GetByteArrayAsync(uri);
}
