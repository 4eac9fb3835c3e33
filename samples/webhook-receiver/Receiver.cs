using PatContracts.Schema;

namespace WebhookReceiver;

/// <summary>The application: one endpoint that receives events and validates them against its own contract.</summary>
public static class Receiver
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line.</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddProblemDetails();
        builder.Services
            .AddPatContracts(builder.Configuration.GetSection("Contracts"))
            .AddPatContracts(options => options.AddContracts(ContractCatalog.FromResources(typeof(Receiver).Assembly)));

        WebApplication app = builder.Build();
        app.MapPost("/webhooks/profile-changed", Receive).WithContract("profile-changed");
        return app;
    }

    // The event conforms to the contract: no property is missing, and the change is one of three values.
    private static IResult Receive(ProfileChanged changed, ILogger<ProfileChanged> logger)
    {
        ReceiverLog.Changed(logger, changed.Change, changed.Profile.Id);
        return Results.Accepted();
    }
}
