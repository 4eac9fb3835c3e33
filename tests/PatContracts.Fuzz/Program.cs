using PatContracts.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["corpus", string folder]:
        Corpus.Write(folder);
        return 0;
    case ["replay", .. string[] paths]:
        foreach (string path in paths.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path) : [path]).Order(StringComparer.Ordinal))
        {
            Target.Run(File.ReadAllBytes(path));
        }

        return 0;
    case ["random", string count, string seed]:
        Corpus.Mutate(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture), Target.Run);
        return 0;
    case []:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            Target.Run(input.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine("Usage: PatContracts.Fuzz [corpus FOLDER | replay PATH... | random COUNT SEED]; without arguments it expects to be run by afl-fuzz.");
        return 2;
}
