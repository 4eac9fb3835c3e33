namespace PatContracts.Http.Load;

/// <summary>The result of a load run.</summary>
/// <param name="Responses">The number of responses that were read or rejected.</param>
/// <param name="Sent">The number of responses that the server sent. If it differs from the number read, a response was lost or read twice.</param>
/// <param name="Wrong">The number of responses that differ from the bytes sent for the request, and of wrong rejections and passes.</param>
/// <param name="Rejected">The number of rejected responses. One of <see cref="LoadRun.BrokenEvery"/> responses violates its contract.</param>
/// <param name="Connections">The number of connections.</param>
/// <param name="Elapsed">The duration.</param>
/// <param name="AtTenth">The resources of the process after a tenth of the run.</param>
/// <param name="AtEnd">The resources at the end, while server and client are still running.</param>
public sealed record LoadResult(int Responses, int Sent, int Wrong, int Rejected, int Connections, TimeSpan Elapsed, Holdings AtTenth, Holdings AtEnd);
