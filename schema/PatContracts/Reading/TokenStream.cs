using PatContracts.Schema;
using PatContracts.Schema.Streaming;

namespace PatContracts.Reading;

/// <summary>Tokens of a stream, each judged when it has arrived. Ends at the first violation.</summary>
internal sealed class TokenStream : IDisposable
{
    private readonly StreamValidation _validation;
    private readonly PayloadReader _reader;
    private readonly StringCache _strings = new();
    private readonly bool _allowsArrays;
    private Finding? _fault;

    public TokenStream(Stream utf8Json, Contract contract, ValidationOptions? options)
    {
        _allowsArrays = (contract.Plan.Types & JsonTypes.Array) != 0;
        _validation = new StreamValidation(contract.Plan, options ?? ValidationOptions.Default);
        _reader = new PayloadReader(utf8Json, PayloadReader.DefaultMaxElementBytes, ownsStream: false, _validation.Split);
    }

    /// <summary>Whether what was read is an element of an array, rather than a payload in one piece.</summary>
    public bool IsElement => _reader.Form == PayloadForm.Array;

    /// <summary>Goes on to the next piece that keeps the contract. False at the end and at a violation.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_validation.IsRefused && _fault is null && await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _validation.Take(_reader);
            // That the payload should be no array is said at its end: until then its elements are only passed over.
            if (!_validation.IsRefused && (_allowsArrays || !IsElement)) return true;
        }

        return false;
    }

    /// <summary>The token of the present piece, or null where the model cannot hold it.</summary>
    public GetPersonalAccessTokenResponse? Current()
    {
        var reader = new ModelReader(_reader.Element.Span, _strings, IsElement ? _reader.Index : -1);
        GetPersonalAccessTokenResponse? token = reader.ReadSingle();
        Note(reader.Fault);
        return token;
    }

    /// <summary>The tokens of a whole array in one piece; empty where the model cannot hold them.</summary>
    public List<GetPersonalAccessTokenResponse> CurrentList()
    {
        var reader = new ModelReader(_reader.Element.Span);
        List<GetPersonalAccessTokenResponse>? tokens = reader.ReadList();
        Note(reader.Fault);
        return tokens ?? [];
    }

    /// <exception cref="ContractViolationException">The payload breaks the contract, or the model cannot hold it.</exception>
    public void ThrowIfRefused(string contract)
    {
        if (_fault is not null) throw new ContractViolationException(contract, [_fault]);
        ValidationResult result = _validation.Finish(_reader);
        if (!result.IsValid) throw new ContractViolationException(contract, result.Findings);
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>Keeps a fault, in the place that it has in the whole text.</summary>
    private void Note(Finding? fault)
    {
        if (fault is null) return;
        int line = _reader.Line + fault.Line - 1;
        int column = fault.Line == 1 ? _reader.Column + fault.Column - 1 : fault.Column;
        _fault = new Finding(fault.Rule, fault.Severity, fault.Message, fault.InstancePointer, "", _reader.Offset + fault.Offset, fault.Length, line, column);
    }
}
