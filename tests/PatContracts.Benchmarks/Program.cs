using BenchmarkDotNet.Running;
using PatContracts.Benchmarks;
using PatContracts.Benchmarks.Cold;
using PatContracts.Benchmarks.Corpora;
using PatContracts.Benchmarks.Names;
using PatContracts.Benchmarks.Ratios;

// ratios                               every case against every peer in one process, as ratios to a bare token loop
// ratios --corpora DIR                 real schemas with their documents; --peers and --blaze COMMAND add other validators
// ratios --names                       the cost of one unknown name, from 10 to a million in an object
//        [--json FILE] [--only NAME,…] [--seconds N]
// cold [--runs N]                      load and first validation in fresh processes, against an empty program
// anything else                        BenchmarkDotNet's own command line, for study
return args switch
{
    ["ratios", .. var rest] when CommandArguments.Has(rest, "--corpora") => CorpusCommand.Run(rest),
    ["ratios", .. var rest] when CommandArguments.Has(rest, "--names") => NameCommand.Run(rest),
    ["ratios", .. var rest] => RatioCommand.Run(rest),
    ["cold", .. var rest] => ColdCommand.Run(rest),
    [ColdCommand.ChildArgument, var work] => ColdCommand.RunChild(work),
    _ => RunStudy(args),
};

static int RunStudy(string[] args)
{
    // A project of the runner's own would come under this repository's central package versions, which are not the runner's.
    BenchmarkSwitcher.FromAssembly(typeof(RatioCommand).Assembly).Run([.. args, "--inProcess"]);
    return 0;
}
