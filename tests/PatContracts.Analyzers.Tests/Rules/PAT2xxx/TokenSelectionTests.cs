using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class TokenSelectionTests
{
    [Theory]
    [InlineData("t{0}.Name = t{0}.Name.Trim(); t{0}.Managed = c; Console.WriteLine(t{0}.Managed);")]
    [InlineData("if (c) t{0}.Managed = c; var n{0} = t{0}.Name; Console.WriteLine(t{0}.Managed); n{0} += n{0};")]
    [InlineData("foreach (var x in all) {{ if (x.Id == t{0}.Id) continue; Console.WriteLine(x.Managed); }}")]
    public void Each_token_costs_the_statements_that_concern_it(string statement)
    {
        Assert.Equal(8, Interpreted(8));
        Assert.Equal(32, Interpreted(32));

        int Interpreted(int count)
        {
            string parameters = string.Join(", ", Enumerable.Range(0, count).Select(n => $"GetPat t{n}"));
            string statements = string.Concat(Enumerable.Range(0, count).Select(n => string.Format(CultureInfo.InvariantCulture, statement, n)));
            CSharpCompilation compilation = TestProject.Compile(Sources.InClass($"public void M(bool c, List<GetPat> all, {parameters}) {{ {statements} }}"));
            SyntaxTree tree = compilation.SyntaxTrees.Last();
            SemanticModel model = compilation.GetSemanticModel(tree);
            var selection = new Counting();
            foreach (SyntaxNode read in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes())
            {
                if (read is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Managed", Parent: ArgumentSyntax }) continue;

                IOperation operation = model.GetOperation(read, TestContext.Current.CancellationToken)!;
                new Counting(selection).At(operation, ValuePath.Of(operation, TestContext.Current.CancellationToken)!);
            }

            return selection.Interpreted;
        }
    }

    /// <summary>Counts the statements and conditions that are interpreted.</summary>
    private sealed class Counting(Counting? total = null) : TokenSelection<bool>(TestContext.Current.CancellationToken)
    {
        public int Interpreted { get; private set; }

        protected override bool Unrestricted => false;

        protected override bool Both(bool left, bool right) => false;

        protected override bool Either(bool left, bool right) => false;

        protected override bool Holds(IOperation condition, bool outcome, ValuePath value, IOperation site) => Count();

        protected override bool Matches(IOperation switched, IReadOnlyList<Case> chosen, IReadOnlyList<Case> earlier, ValuePath value) => Count();

        protected override bool IsOverwritten(IOperation statement, ValuePath value, out bool result)
        {
            result = Count();
            return base.IsOverwritten(statement, value, out _);
        }

        private bool Count()
        {
            total!.Interpreted++;
            return false;
        }
    }
}
