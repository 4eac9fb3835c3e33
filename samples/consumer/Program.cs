using TokenInventory;

// Validates a payload file against its contract, then lists the tokens in it. A program as a user of the library would write it.
if (args.Length != 1)
{
    Console.Error.WriteLine("usage: Consumer FILE");
    return 2;
}

byte[] payload = await File.ReadAllBytesAsync(args[0]);
return Inventory.Print(payload, Console.Out) ? 0 : 1;
