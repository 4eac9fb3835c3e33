using System.Globalization;
using PatContracts.Http.Load;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["load"]:
        LoadResult load = await LoadRun.RunAsync(50_000, 8, TimeSpan.FromSeconds(30));
        Console.WriteLine($"{load.Responses} responses over {load.Connections} connections in {load.Elapsed.TotalSeconds:F1} s");
        Console.WriteLine($"{load.Rejected} rejected, {load.Wrong} wrong");
        Console.WriteLine($"live heap: {load.HeapAtTenth / 1024} KB after a tenth, {load.HeapAtEnd / 1024} KB at the end");
        return load.Wrong == 0 ? 0 : 1;
    case ["cost"]:
        Console.WriteLine("| body | bytes | median without | median with | p99 without | p99 with | allocated without | allocated with |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (CostResult cost in await CostRun.RunAsync())
        {
            Console.WriteLine(
                $"| {cost.Case} | {cost.Bytes} | {cost.MedianWithout:F0} µs | {cost.MedianWith:F0} µs | {cost.P99Without:F0} µs | {cost.P99With:F0} µs " +
                $"| {cost.AllocatedWithout} B | {cost.AllocatedWith} B |");
        }

        return 0;
    default:
        Console.Error.WriteLine("usage: load | cost");
        return 2;
}
