using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Repeated characters of one set, which need no loop.</summary>
internal ref partial struct BacktrackingAttempt
{
    /// <summary>Consumes the initial characters of a run: as many as allowed if it is greedy, otherwise as few as required.</summary>
    private int ConsumeRun(int at, in BacktrackingRun run)
    {
        int limit = run.IsLazy ? run.Minimum : run.Maximum;
        int taken = 0;
        int least = _position;
        while (taken < limit && TryConsumeOne(in run))
        {
            taken++;
            if (taken == run.Minimum) least = _position;
        }

        Steps -= taken;
        if (taken < run.Minimum) return Failed;
        if (run.IsLazy)
        {
            if (run.Maximum > run.Minimum) Push(new BacktrackStack.Entry(BacktrackKind.ConsumeMore, at, _position, run.Maximum - run.Minimum));
        }
        else if (_position != least)
        {
            Push(new BacktrackStack.Entry(BacktrackKind.GiveBack, at, _position, least));
        }

        return at + 1;
    }

    private bool TryConsumeOne(in BacktrackingRun run) => run.IsBackward
        ? _position > 0 && run.Test.TryConsumeBack(_text, ref _position)
        : _position < _text.Length && run.Test.TryConsume(_text, ref _position);

    private int GiveBack(BacktrackStack.Entry entry)
    {
        _position = entry.Value;
        if (_program.Runs[_program.Instructions[entry.Target].Operand].IsBackward) CodePoints.Next(_text, ref _position);
        else _position = CodePoints.Before(_text, _position);
        if (_position != entry.Limit) Push(entry with { Value = _position });
        return entry.Target + 1;
    }

    private int ConsumeMore(BacktrackStack.Entry entry)
    {
        _position = entry.Value;
        if (!TryConsumeOne(in _program.Runs[_program.Instructions[entry.Target].Operand])) return Failed;
        if (entry.Limit > 1) Push(entry with { Value = _position, Limit = entry.Limit - 1 });
        return entry.Target + 1;
    }
}
