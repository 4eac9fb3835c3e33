using PatContracts.Benchmarks.Payloads;

namespace PatContracts.Benchmarks.Schemas;

/// <summary>Creates the elements of the larger documents. For readability they are written with single quotation marks.</summary>
internal static class LargeItems
{
    private static readonly string[] Countries = ["DE", "FR", "SE", "US", "BR", "IN", "JP", "ZA"];
    private static readonly string[] Currencies = ["EUR", "USD", "SEK", "BRL", "INR", "JPY", "ZAR", "CHF"];
    private static readonly string[] Words = ["amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "harbour", "iris", "juniper"];

    public static string Order(SeededRandom random, int index)
    {
        string person = $"{{'first':'{random.Pick(Words)}','last':'{random.Pick(Words)}','contact':{{'email':'{random.Pick(Words)}@example.com','phone':null}}}}";
        string customer = $"{{'id':'{random.Hex(24)}','person':{person},'address':{Address(random)}}}";
        string shipping = $"{{'address':{Address(random)},'express':{Flag(random, 30)}}}";
        string lines = string.Join(',', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Line(random)));
        return Json($"{{'number':{100000 + index},'placed':'{random.DateTime()}','customer':{customer},'shipping':{shipping},'lines':[{lines}],'total':{Money(random)}}}");
    }

    public static string Event(SeededRandom random, int index)
    {
        string head = $"'sequence':{index},'at':'{random.DateTime()}'";
        string file = $"{Phrase(random, 2)}.csv";
        string user = random.Hex(16);
        return Json(random.Next(8) switch
        {
            0 => $"{{'kind':'login',{head},'user':'{user}','address':'10.0.{random.Next(256)}.{random.Next(256)}','succeeded':true}}",
            1 => $"{{'kind':'logout',{head},'user':'{user}'}}",
            2 => $"{{'kind':'upload',{head},'file':{{'name':'{file}','bytes':{random.Next(1_000_000)},'digest':'{random.Hex(40)}'}}}}",
            3 => $"{{'kind':'download',{head},'file':'{file}','parts':[{random.Next(9)},{random.Next(99)},{random.Next(999)}]}}",
            4 => $"{{'kind':'grant',{head},'to':'{user}','scopes':['{random.Pick(Words)}','{random.Pick(Words)}']}}",
            5 => $"{{'kind':'revoke',{head},'from':'{user}','reason':'{Phrase(random, 6)}'}}",
            6 => $"{{'kind':'alert',{head},'level':{1 + random.Next(5)},'text':'{Phrase(random, 8)}','acknowledged':null}}",
            _ => $"{{'kind':'heartbeat',{head},'load':{random.Next(100)}.{random.Next(100)}}}",
        });
    }

    public static string Metric(SeededRandom random, int index)
    {
        string samples = string.Join(',', Enumerable.Range(0, 4 + random.Next(5)).Select(sample => $"'v_{Words[sample]}_{sample}':{random.Next(10_000)}.{random.Next(1000)}"));
        string tags = $"'tag_region':'{random.Pick(Countries)}','tag_role':'{random.Pick(Words)}'";
        return Json($"{{'host':'{random.Pick(Words)}-{index % 100}',{tags},{samples},'t_first':'{random.DateTime()}','t_last':'{random.DateTime()}'}}");
    }

    public static string Article(SeededRandom random, int index)
    {
        string where = $"'country':'{random.Pick(Countries)}','currency':'{random.Pick(Currencies)}','unit':'{random.Pick(LargeEnums.Units)}'";
        string colors = $"['{random.Pick(LargeEnums.Colors)}','{random.Pick(LargeEnums.Colors)}']";
        string price = $"{random.Next(1000)}.{random.Next(100):D2}";
        return Json($"{{'id':{index},'code':'C{random.Next(400):D3}',{where},'title':'{Phrase(random, 4)}','colors':{colors},'grade':{random.Pick(LargeEnums.Grades)},'price':{price}}}");
    }

    public static string Setting(SeededRandom random, int index)
    {
        string head = $"'name':'{random.Pick(Words)}-{index}','description':'{Phrase(random, 7)}','enabled':{Flag(random, 80)},'owner':'{random.Hex(16)}','changed':'{random.DateTime()}'";
        string body = random.Chance(50)
            ? $"'transport':'http','url':'https://example.com/{random.Pick(Words)}/{random.Hex(8)}','headers':{{'accept':'text/plain','x-trace':'{random.Hex(12)}'}}"
            : $"'transport':'queue','topic':'{random.Pick(Words)}.{random.Pick(Words)}','partitions':{1 + random.Next(64)}";
        return Json($"{{{head},{body},'retry':{{'limit':{random.Next(10)},'backoff':[{random.Next(100)},{random.Next(1000)}]}}}}");
    }

    private static string Line(SeededRandom random)
    {
        string discount = random.Chance(20) ? $"{{'code':'{random.Hex(6)}','percent':{random.Next(50)}}}" : "";
        return $"{{'sku':'{random.Hex(8)}','title':'{Phrase(random, 3)}','quantity':{1 + random.Next(20)},'price':{Money(random)},'discounts':[{discount}]}}";
    }

    private static string Money(SeededRandom random) => $"{{'amount':{random.Next(5000)}.{random.Next(100):D2},'currency':'{random.Pick(Currencies)}'}}";

    private static string Address(SeededRandom random) =>
        $"{{'street':'{Phrase(random, 2)} {random.Next(200)}','town':'{random.Pick(Words)}','postcode':'{random.Next(100_000):D5}','country':{{'code':'{random.Pick(Countries)}'}}}}";

    private static string Phrase(SeededRandom random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Pick(Words)));

    private static string Flag(SeededRandom random, int percent) => random.Chance(percent) ? "true" : "false";

    private static string Json(string text) => text.Replace('\'', '"');
}
