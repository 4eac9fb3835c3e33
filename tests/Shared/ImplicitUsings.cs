namespace PatContracts.TestSupport;

/// <summary>The implicit usings of the SDK, for tests that compile sources as a project would.</summary>
internal static class ImplicitUsings
{
    /// <summary>Those of a project of <c>Microsoft.NET.Sdk</c>.</summary>
    public const string Sdk = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Those that <c>Microsoft.NET.Sdk.Web</c> adds.</summary>
    public const string Web = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using System.Net.Http.Json;
        """;
}
