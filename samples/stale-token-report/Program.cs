// Lists personal access tokens that nobody has used for a while.
//
//   export Sail__BaseUrl=https://TENANT.api.identitynow.com Sail__ClientId=… Sail__ClientSecret=…
//   dotnet run
//
// Exit codes: 0 the report is complete; 1 it is not, because the payload violates its contract; 2 the service could not be reached; 130 interrupted.
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StaleTokenReport;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
// The report goes to standard output; logs go to standard error.
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
// The program itself reports what keeps the host from starting, in one line.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
builder.Services.AddStaleTokenReport(builder.Configuration.GetSection("Sail"));
using IHost host = builder.Build();
return await Application.RunAsync(host, Console.Out, Console.Error);
