using System.Text;
using AccessProfiles;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PatContracts.Schema;

// The same contracts that the build uses, now at run time.
ContractCatalog contracts = ContractCatalog.FromResources(typeof(AccessProfile).Assembly);
Contract profileContract = contracts.Get("access-profile");

AccessProfile sample = Samples.Read();
string written = JsonConvert.SerializeObject(sample);
Console.WriteLine($"{sample.Name}: written and {(profileContract.IsValid(written) ? "valid" : "broken")}");

foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fixtures"), "*.json").Order(StringComparer.Ordinal))
{
    foreach (JToken entry in JArray.Parse(File.ReadAllText(file, Encoding.UTF8)))
    {
        string json = entry.ToString();
        ContractValidationResult result = profileContract.Validate(json);
        AccessProfile profile = JsonConvert.DeserializeObject<AccessProfile>(json)!;
        string use = Samples.MayDelete(profile) ? "may be deleted" : "is the platform's";
        Console.WriteLine($"{profile.Name}: {result.Findings.Count} findings, {use}");
    }
}
