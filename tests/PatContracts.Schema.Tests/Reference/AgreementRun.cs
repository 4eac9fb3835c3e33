using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatContracts.Schema.Tests.Laws;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// One random schema with its instances, validated through every overload: by new contracts, by contracts that recorded shapes in random order, by several
/// threads, in lists and in lines. A seed produces the same run on every machine.
/// </summary>
internal sealed class AgreementRun
{
    private const int Built = 6;
    private const int Twins = 4;
    private const int Mutated = 3;
    private const int BytesMutated = 3;

    // Newer dialects are used more often than those that need an adapter.
    private static readonly Dialect[] Dialects =
        [.. Enum.GetValues<Dialect>(), .. Enumerable.Repeat(Dialect.Draft202012, 5), .. Enumerable.Repeat(Dialect.V1, 2), Dialect.OpenApi31];

    private readonly Random _random;
    private readonly Subject _subject;
    private readonly Payload[] _payloads;
    private readonly Payload[] _recorded;
    private readonly Payload[] _twins;
    private readonly Payload[] _valid;
    private readonly Dictionary<Payload, string?> _findings = [];

    public AgreementRun(int seed)
    {
        _random = new Random(seed);
        Dialect dialect = _random.Pick(Dialects);
        JsonNode schema = new SchemaGenerator(_random, dialect).Next();
        _subject = new Subject(schema, dialect);
        _payloads = [.. Instances(new InstanceGenerator(_random, schema, dialect), new RandomSchemas(seed))];
        _recorded = [_payloads[0], _payloads[Built - 1]];
        _twins = _payloads[Built..(Built + (2 * Twins))];
        _valid = [.. _payloads.Where(payload => _subject.IsValid(payload))];
    }

    /// <summary>The number of instances compared.</summary>
    public int Pairs => _payloads.Length;

    /// <summary>The number of valid instances.</summary>
    public int Valid => _valid.Length;

    /// <summary>The number of calls on contracts that had evaluated valid instances before.</summary>
    public int RecordedCalls { get; private set; }

    /// <summary>The number of contracts that had evaluated objects with members in many orders.</summary>
    public int Reordered { get; private set; }

    /// <summary>The first call whose result differed, or null.</summary>
    public Disagreement? Run()
    {
        foreach (Payload payload in _payloads) _findings[payload] = _subject.FindingsOfNewContract(payload);
        // In random order, because only the first disagreement is returned.
        Func<Disagreement?>[] parts = [OnNewContracts, AfterOne, AfterMany, AfterReordering, InLists, InLines, OnThreads];
        _random.Shuffle(parts);
        return parts.Select(part => part()).FirstOrDefault(disagreement => disagreement is not null);
    }

    private bool Skips(Overload overload) => overload.IsCostly && _random.Next(64) > 0;

    private Overload AnyOverload()
    {
        while (true)
        {
            Overload overload = Overload.All[_random.Next(Overload.All.Count)];
            if (!Skips(overload)) return overload;
        }
    }

    private List<Payload> Instances(InstanceGenerator generator, RandomSchemas unrelated)
    {
        JsonStyle usual = JsonStyle.All[_random.Next(2) * _random.Next(JsonStyle.All.Count)];
        JsonStyle Style() => _random.Next(4) > 0 ? usual : JsonStyle.All[_random.Next(JsonStyle.All.Count)];
        // Twins differ only in the one property that was changed.
        JsonStyle StyleOf(int index) => index is 0 or >= Built - 1 and < Built + (2 * Twins) ? usual : Style();
        var nodes = new List<JsonNode?>();
        int valid = 0;
        for (int attempt = 0; attempt < 3 * Built && nodes.Count < Built; attempt++)
        {
            JsonNode? node = generator.Build();
            bool isValid = _subject.IsValid(new Payload(JsonStyle.Compact.Write(node)));
            // Enough valid instances to record shapes, if possible.
            if (!isValid && nodes.Count - valid >= Built / 2 && attempt < 2 * Built) continue;
            if (isValid) valid++;
            // Valid ones first: shapes are recorded from the first instance, and from the last one, which may be invalid.
            nodes.Insert(isValid ? 0 : nodes.Count, node);
        }

        for (int i = 0; i < Twins; i++) nodes.AddRange(generator.Twin(nodes[0]), generator.Twin(nodes[Built - 1]));
        for (int i = 0; i < Mutated; i++) nodes.Add(generator.Mutate(_random.Pick(nodes)));
        nodes.Add(generator.Reorder(_random.Pick(nodes)));
        var payloads = nodes.Select((node, index) => new Payload(StyleOf(index).Write(node))).ToList();
        for (int i = 0; i < BytesMutated; i++) payloads.Add(new Payload(generator.MutateByte(_random.Pick(payloads).Utf8)));
        if (generator.RepeatName(_random.Pick(nodes)) is { } withDuplicate) payloads.Add(new Payload(withDuplicate));
        payloads.Add(new Payload(Encoding.UTF8.GetBytes(unrelated.Reformatted(unrelated.Instance()))));
        return payloads;
    }

    private Disagreement? OnNewContracts()
    {
        foreach (Payload payload in _payloads)
        {
            // Only the first call uses the contract as it was loaded; which overload that is varies from payload to payload.
            var calls = new Calls(this, _subject);
            int first = _random.Next(Overload.All.Count);
            for (int i = 0; i < Overload.All.Count; i++)
            {
                Overload overload = Overload.All[(first + i) % Overload.All.Count];
                if (Skips(overload)) continue;
                if (calls.Make(overload, payload) is { } disagreement) return disagreement;
            }
        }

        return null;
    }

    /// <summary>Shapes recorded from one instance must not change the result for another.</summary>
    private Disagreement? AfterOne()
    {
        // A valid instance, if there is one; a part of a schema also records shapes from instances that are invalid as a whole.
        foreach (Payload recorded in (Payload[])[.. _recorded, _random.Pick(_payloads)])
        {
            var calls = new Calls(this, _subject);
            Overload overload = _random.Chance(75) ? Overload.IsValidBytes : AnyOverload();
            if ((calls.MakeRepeatedly(overload, recorded, _random.Next(4, 11)) ?? calls.MakeInAnyOrder(_payloads)) is { } disagreement) return disagreement;
        }

        return null;
    }

    private Disagreement? AfterMany()
    {
        if (_valid.Length == 0) return null;
        var calls = new Calls(this, _subject);
        foreach (Payload recorded in Shuffled(_valid))
        {
            if (calls.MakeRepeatedly(AnyOverload(), recorded, 4) is { } disagreement) return disagreement;
        }

        for (int round = 0; round < 3; round++)
        {
            if (calls.MakeInAnyOrder([.. _payloads, .. _valid]) is { } disagreement) return disagreement;
        }

        return null;
    }

    /// <summary>Objects with members in more orders than are recorded. In a list, because short objects are found only in a longer text.</summary>
    private Disagreement? AfterReordering()
    {
        const int Orders = 40;
        if (_random.Next(2) > 0 || ElementsOf(_subject.Schema) is not { } schema) return null;
        JsonNode[] reordered = [.. _valid.Select(payload => TryParse(payload.Utf8)).OfType<JsonObject>().Where(members => members.Count > 2)];
        if (reordered.Length == 0) return null;
        var generator = new InstanceGenerator(_random, _subject.Schema, _subject.Dialect);
        JsonNode recorded = _random.Pick(reordered);
        JsonStyle style = _random.Pick([JsonStyle.Compact, JsonStyle.Compact, .. JsonStyle.All]);
        Payload[] recordings = [.. Enumerable.Range(0, Orders).Select(_ => new Payload(style.Write(generator.Reorder(recorded))))];
        var subject = new Subject(schema, _subject.Dialect);
        var calls = new Calls(this, subject);
        if (calls.MakeRepeatedly(Overload.IsValidBytes, new Payload(List(recordings)), 1) is { } disagreement) return disagreement;
        Reordered++;
        foreach (Payload payload in Shuffled([.. _payloads, .. reordered.Select(node => new Payload(style.Write(generator.Reorder(generator.Mutate(node)))))]))
        {
            // In the middle, where the text is long enough, and among enough others that the shapes are not suspended.
            var list = new Payload(List([.. recordings[..8], payload, .. recordings[8..16]]));
            if (calls.Make(AnyOverload(), list) is { } other) return other;
        }

        return null;
    }

    private static JsonNode? TryParse(byte[] utf8)
    {
        try
        {
            return JsonNode.Parse(utf8);
        }
        catch (JsonException)
        {
            // Duplicate names or more than 64 levels.
            return null;
        }
    }

    private Payload[] Shuffled(IEnumerable<Payload> payloads)
    {
        Payload[] shuffled = [.. payloads];
        _random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>Many instances in one payload: shapes recorded from the first ones are used for the last ones.</summary>
    private Disagreement? InLists()
    {
        if (_valid.Length == 0 || ElementsOf(_subject.Schema) is not { } schema) return null;
        var subject = new Subject(schema, _subject.Dialect);
        var calls = new Calls(this, subject);
        for (int round = 0; round < 3; round++)
        {
            foreach (Payload[] others in (Payload[][])[_twins, _payloads, _valid])
            {
                if (calls.Make(AnyOverload(), new Payload(List(Sequence(others)))) is { } disagreement) return disagreement;
            }
        }

        return null;
    }

    private Disagreement? InLines()
    {
        if (_valid.Length == 0) return null;
        var calls = new Calls(this, _subject);
        for (int round = 0; round < 3; round++)
        {
            byte[] lineEnd = Encoding.ASCII.GetBytes(_random.Pick(["\n", "\r\n", "\r"]));
            // A payload of several lines is not a line.
            IEnumerable<Payload> lines = Sequence(round == 0 ? _twins : _payloads).Where(payload => !payload.Utf8.AsSpan().ContainsAny((byte)'\n', (byte)'\r'));
            byte[] text = [.. lines.SelectMany(payload => (byte[])[.. payload.Utf8, .. lineEnd])];
            Overload overload = Overload.All.Last(overload => overload.OfLines && !Skips(overload));
            if (calls.Make(overload, new Payload(text)) is { } disagreement) return disagreement;
        }

        return null;
    }

    /// <summary>Returns one valid instance repeatedly, followed by one or a few others.</summary>
    private List<Payload> Sequence(Payload[] others)
    {
        Payload recorded = _subject.IsValid(_recorded[0]) && _random.Chance(70) ? _recorded[0] : _random.Pick(_valid);
        List<Payload> sequence = [.. Enumerable.Repeat(recorded, _random.Next(4, 8))];
        for (int i = _random.Pick([1, 1, 2, 3]); i > 0; i--) sequence.Add(_random.Pick(others));
        return sequence;
    }

    private static byte[] List(IReadOnlyList<Payload> payloads) =>
        [(byte)'[', .. payloads.SelectMany((payload, index) => index == 0 ? payload.Utf8 : [(byte)',', .. payload.Utf8]), (byte)']'];

    /// <summary>Returns the schema of a list whose elements have this schema, or null if its references would resolve differently.</summary>
    private static JsonObject? ElementsOf(JsonNode schema)
    {
        JsonNode elements = schema.DeepClone();
        return MoveReferences(elements) ? new JsonObject { ["type"] = "array", ["items"] = elements } : null;
    }

    private static bool MoveReferences(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject properties:
                if (properties.ContainsKey("$recursiveRef") || properties["$id"] is JsonValue) return false;
                string? reference = (string?)(properties["$ref"] as JsonValue);
                if (reference is "#" or ['#', '/', ..]) properties["$ref"] = "#/items" + reference[1..];
                return properties.Select(pair => pair.Value).All(MoveReferences);
            case JsonArray items:
                return items.All(MoveReferences);
            default:
                return true;
        }
    }

    /// <summary>Several threads use one contract and record its shapes, each thread in a different order.</summary>
    private Disagreement? OnThreads()
    {
        if (_valid.Length == 0 || _random.Next(16) > 0) return null;
        Contract contract = _subject.NewContract();
        Payload[][] orders = [.. Enumerable.Range(0, 4).Select(_ => Shuffled([.. _payloads, .. _valid, .. _valid, .. _valid, .. _valid]))];
        Disagreement?[] found = new Disagreement?[orders.Length];
        Parallel.For(0, orders.Length, thread =>
        {
            foreach ((int index, Payload payload) in orders[thread].Index())
            {
                Overload overload = Overload.All[(thread + index) % Overload.All.Count];
                if (overload.IsCostly || found[thread] is not null) continue;
                if (_subject.FindProblem(contract, overload, payload, _findings[payload]) is { } problem)
                {
                    found[thread] =
                        new Disagreement(_subject.Schema, _subject.Dialect, [], new Call(overload, payload), $"on one of {orders.Length} threads: {problem}");
                }
            }
        });
        RecordedCalls += orders.Sum(order => order.Length);
        return found.FirstOrDefault(disagreement => disagreement is not null);
    }

    /// <summary>The calls on one contract, in order.</summary>
    private sealed class Calls(AgreementRun run, Subject subject)
    {
        private readonly Contract _contract = subject.NewContract();
        private readonly List<Call> _history = [];
        private bool _hasRecorded;

        public Disagreement? Make(Overload overload, Payload payload)
        {
            if (_hasRecorded) run.RecordedCalls++;
            string? findings = subject == run._subject ? run._findings.GetValueOrDefault(payload) : null;
            var call = new Call(overload, payload);
            if (subject.FindProblem(_contract, overload, payload, findings) is { } problem)
            {
                return new Disagreement(subject.Schema, subject.Dialect, [.. _history], call, problem);
            }

            _history.Add(call);
            return null;
        }

        public Disagreement? MakeRepeatedly(Overload overload, Payload payload, int times)
        {
            for (int i = 0; i < times; i++)
            {
                if (Make(overload, payload) is { } disagreement) return disagreement;
            }

            _hasRecorded = true;
            return null;
        }

        public Disagreement? MakeInAnyOrder(Payload[] payloads)
        {
            foreach (Payload payload in run.Shuffled(payloads))
            {
                if (Make(run.AnyOverload(), payload) is { } disagreement) return disagreement;
            }

            return null;
        }
    }
}
