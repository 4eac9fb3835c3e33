namespace PatContracts.Schema.Patterns;

/// <summary>Repeated parts, as specified by RepeatMatcher of ECMA-262 (22.2.2.3.1).</summary>
internal ref partial struct BacktrackingAttempt
{
    private int NextIteration(int at, in BacktrackingLoop loop)
    {
        int count = _registers[loop.CountRegister];
        if (count < loop.Minimum) return at + 1;
        if (count == loop.Maximum) return loop.Exit;
        Later(loop.IsLazy ? at + 1 : loop.Exit);
        return loop.IsLazy ? loop.Exit : at + 1;
    }

    private void BeginIteration(in BacktrackingLoop loop)
    {
        // Without an upper bound, counting beyond the lower bound is unnecessary.
        int count = _registers[loop.CountRegister];
        if (loop.Maximum != RepeatNode.Unbounded || count <= loop.Minimum) Set(loop.CountRegister, count + 1);
        Set(loop.StartRegister, _position);
        for (int capture = loop.FirstCapture; capture < loop.CapturesEnd; capture += 2)
        {
            if (_registers[capture + 1] >= 0) Set(capture + 1, -1);
        }

        Steps -= (loop.CapturesEnd - loop.FirstCapture) / 2;
    }

    /// <summary>Ends an iteration. An optional iteration must have consumed something.</summary>
    private readonly int EndIteration(in BacktrackingLoop loop) =>
        _position == _registers[loop.StartRegister] && _registers[loop.CountRegister] > loop.Minimum ? Failed : loop.Next;
}
