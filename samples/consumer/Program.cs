using System.Text.Json;
using TokenInventory;

// Validates a payload file against the contract, then lists the tokens in it. Without a file, it uses an example token.
if (args.Length > 1)
{
    Console.Error.WriteLine("usage: Consumer [FILE]");
    return 2;
}

byte[] payload = args is [string file]
    ? await File.ReadAllBytesAsync(file)
    : JsonSerializer.SerializeToUtf8Bytes(Inventory.Example("5f1b7a0c2d9e4c55", DateTimeOffset.UtcNow));
return Inventory.Print(payload, Console.Out) ? 0 : 1;
