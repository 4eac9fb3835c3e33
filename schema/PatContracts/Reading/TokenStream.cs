using PatContracts.Schema;
using PatContracts.Schema.Streaming;

namespace PatContracts.Reading;

/// <summary>Tokens of a stream, each judged when it has arrived.</summary>
internal sealed class TokenStream : IDisposable
{
    private readonly StreamValidation _validation;
    private readonly PayloadReader _reader;
    private readonly StringCache _strings = new();
    private readonly bool _isList;
    private readonly bool _givesElements;
    private Finding? _fault;

    /// <param name="utf8Json">The payload.</param>
    /// <param name="contract">What it should keep.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="isList">Whether the payload should be an array of tokens, rather than one.</param>
    public TokenStream(Stream utf8Json, Contract contract, ValidationOptions? options, bool isList)
    {
        _isList = isList;
        // That the payload should be no array is said at its end: until then its elements are only passed over.
        _givesElements = isList && (contract.Evaluator.Root.Types & JsonTypes.Array) != 0;
        _validation = new StreamValidation(contract.Evaluator, options ?? ValidationOptions.Default);
        _reader = new PayloadReader(utf8Json, PayloadReader.DefaultMaxElementBytes, ownsStream: false, _validation.Split);
    }

    /// <summary>Whether what was read is an element of an array, rather than a payload in one piece.</summary>
    public bool IsElement => _reader.Format == PayloadFormat.Array;

    /// <summary>Goes on to the next piece that keeps the contract. False at the end and at the first violation.</summary>
    public async ValueTask<bool> ReadGoodAsync(CancellationToken cancellationToken)
    {
        while (!_validation.IsRefused && _fault is null && await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _validation.Take(_reader);
            if (!_validation.IsRefused && (_givesElements || !IsElement)) return true;
        }

        return false;
    }

    /// <summary>
    /// Goes on to the next piece, whatever it is. False at the end, and where no further piece can be told from the text.
    /// </summary>
    public async ValueTask<bool> ReadAnyAsync(CancellationToken cancellationToken)
    {
        while (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_givesElements || !IsElement) return true;
        }

        return false;
    }

    /// <summary>The token of the present piece, which was found good; null where the model cannot hold it.</summary>
    public GetPersonalAccessTokenResponse? Current()
    {
        var reader = new ModelReader(_reader.Element.Span, _strings, IsElement ? _reader.Index : -1);
        GetPersonalAccessTokenResponse? token = reader.ReadSingle();
        Note(reader.Fault);
        return token;
    }

    /// <summary>The tokens of a whole array in one piece; null where the model cannot hold them.</summary>
    public List<GetPersonalAccessTokenResponse>? CurrentList()
    {
        var reader = new ModelReader(_reader.Element.Span);
        List<GetPersonalAccessTokenResponse>? tokens = reader.ReadList();
        Note(reader.Fault);
        return tokens;
    }

    /// <summary>
    /// Judges the present piece by itself, and reads it where it is good. What is wrong with it does not count against the pieces behind
    /// it.
    /// </summary>
    public ContractReadResult<GetPersonalAccessTokenResponse> CurrentResult()
    {
        ContractValidationResult validation = _validation.Judge(_reader);
        GetPersonalAccessTokenResponse? token = validation.IsValid ? Current() : null;
        return new(token, TakeFault() ?? validation);
    }

    /// <summary>The same for an array in one piece: a result for each token, or one result that says why there are none.</summary>
    public IEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> CurrentResults()
    {
        ContractValidationResult validation = _validation.Judge(_reader);
        List<GetPersonalAccessTokenResponse>? tokens = validation.IsValid ? CurrentList() : null;
        validation = TakeFault() ?? validation;
        return tokens is null ? [new(null, validation)] : tokens.Select(token => new ContractReadResult<GetPersonalAccessTokenResponse>(token, validation));
    }

    /// <summary>
    /// What is to be said at the end: all that was found, or, where pieces answer for themselves, what is wrong outside of them.
    /// </summary>
    public ContractValidationResult Finish()
    {
        ContractValidationResult result = TakeFault() ?? _validation.Finish(_reader);
        if (!result.IsValid || _isList || !IsElement) return result;
        // The contract allows an array; one token is still none.
        var reader = new ModelReader("[]"u8);
        reader.ReadSingle();
        return Refusal(reader.Fault!.Rebase(_reader.ArrayOffset, _reader.ArrayPosition));
    }

    public void Dispose() => _reader.Dispose();

    private static ContractValidationResult Refusal(Finding fault) => new() { Findings = [fault] };

    private void Note(Finding? fault)
    {
        _fault = fault?.Rebase(_reader.Offset, _reader.Position) ?? _fault;
    }

    private ContractValidationResult? TakeFault()
    {
        if (_fault is not { } fault) return null;
        _fault = null;
        return Refusal(fault);
    }
}
