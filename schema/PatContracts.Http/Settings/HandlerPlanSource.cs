using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.Http.Telemetry;

namespace PatContracts.Http.Settings;

/// <summary>
/// Provides the plan of a client's current options. Changed options that are not valid are ignored: the previous options remain in effect.
/// </summary>
internal sealed class HandlerPlanSource
{
    private readonly IOptionsMonitor<PatContractHandlerOptions>? _monitor;
    private readonly string _client;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private HandlerPlan _plan;
    private bool _isReported;

    /// <summary>Initializes a source whose options do not change.</summary>
    public HandlerPlanSource(PatContractHandlerOptions options, ILogger logger)
    {
        ValidateOptionsResult result = new HandlerOptionsValidator().Validate(Options.DefaultName, options);
        if (result.Failed) throw new OptionsValidationException(Options.DefaultName, typeof(PatContractHandlerOptions), result.Failures);
        _client = Options.DefaultName;
        _logger = logger;
        _time = TimeProvider.System;
        _plan = new HandlerPlan(options, _time);
    }

    /// <summary>Initializes a source that follows the changing options of a named client.</summary>
    public HandlerPlanSource(IOptionsMonitor<PatContractHandlerOptions> monitor, string client, ILogger logger, TimeProvider time)
    {
        _monitor = monitor;
        _client = client;
        _logger = logger;
        _time = time;
        _plan = new HandlerPlan(monitor.Get(client), time);
    }

    public HandlerPlan Current
    {
        get
        {
            if (_monitor is null) return _plan;
            try
            {
                PatContractHandlerOptions options = _monitor.Get(_client);
                _isReported = false;
                // Two threads may both create a plan of changed options; the plans are equal.
                return ReferenceEquals(options, _plan.Options) ? _plan : _plan = new HandlerPlan(options, _time);
            }
            catch (OptionsValidationException e)
            {
                if (!_isReported) HandlerLog.SettingsRejected(_logger, _client, e);
                _isReported = true;
                return _plan;
            }
        }
    }
}
