namespace PatContracts.Tool.Checking;

/// <summary>The progress of a run. Written by the workers, read by the display.</summary>
internal sealed class RunProgress
{
    private long _bytes;
    private int _files;
    private long _findings;

    /// <summary>The number of bytes read so far, after decompression.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The number of inputs read completely.</summary>
    public int Files => Volatile.Read(ref _files);

    public long Findings
    {
        get => Interlocked.Read(ref _findings);
        set => Interlocked.Exchange(ref _findings, value);
    }

    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    public void AddFile() => Interlocked.Increment(ref _files);
}
