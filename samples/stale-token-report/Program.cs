// Lists personal access tokens that nobody has used for a while.
//
//   export Sail__BaseUrl=https://TENANT.api.identitynow.com Sail__ClientId=… Sail__ClientSecret=…
//   dotnet run
//
// Exit codes: 0 the report is complete; 1 it is not, because the payload breaks its contract; 2 the service could not be asked.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StaleTokenReport;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddStaleTokenReport(builder.Configuration.GetSection("Sail"));
using IHost host = builder.Build();
// Settings are checked here, before anything is asked.
await host.StartAsync();
CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
return await host.Services.GetRequiredService<ReportRun>().RunAsync(Console.Out, stopping);
