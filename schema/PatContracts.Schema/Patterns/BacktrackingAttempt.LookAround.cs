namespace PatContracts.Schema.Patterns;

/// <summary>Look-ahead and look-behind.</summary>
internal ref partial struct BacktrackingAttempt
{
    private void BeginLook(in BacktrackingLook look)
    {
        Set(look.PositionRegister, _position);
        Set(look.HeightRegister, _stack.Height + 1);
        if (look.IsNegative) Later(look.Continue);
    }

    private int EndLook(in BacktrackingLook look)
    {
        int height = _registers[look.HeightRegister];
        Steps -= _stack.Height - height;
        if (!look.IsNegative)
        {
            // The first match of the body is final; only its captures can still be undone.
            _position = _registers[look.PositionRegister];
            _stack.Commit(height, _program.Captures);
            return look.Continue;
        }

        while (_stack.Height > height)
        {
            BacktrackStack.Entry entry = _stack.Pop();
            if (entry.Kind == BacktrackKind.Undo) _registers[entry.Target] = entry.Value;
        }

        return Failed;
    }
}
