// Lists personal access tokens that have not been used for a long time.
//
//   export Sail__BaseUrl=https://TENANT.api.identitynow.com Sail__ClientId=… Sail__ClientSecret=…
//   dotnet run
//
// Exit codes: 0 the report is complete; 1 the report is incomplete, because the payload violates its contract; 2 the service could not be reached;
// 130 interrupted.
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StaleTokenReport;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
// The report goes to standard output; logs go to standard error.
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
// If the host cannot start, the program reports the reason in one line.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
builder.Services.AddStaleTokenReport(builder.Configuration.GetSection("Sail"));
using IHost host = builder.Build();
return await Application.RunAsync(host, Console.Out, Console.Error);
