namespace PatContracts.Tool.Checking;

/// <summary>How far a run is. Written by the workers, read by the display.</summary>
internal sealed class RunProgress
{
    private long _bytes;
    private int _files;
    private long _findings;

    /// <summary>Bytes handed to the checker so far, unpacked.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Inputs read to their end.</summary>
    public int Files => Volatile.Read(ref _files);

    public long Findings
    {
        get => Interlocked.Read(ref _findings);
        set => Interlocked.Exchange(ref _findings, value);
    }

    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    public void AddFile() => Interlocked.Increment(ref _files);
}
