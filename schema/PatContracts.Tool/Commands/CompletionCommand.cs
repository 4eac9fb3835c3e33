using System.CommandLine;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts completion</c>: prints shell completion scripts. The scripts get suggestions from the command's suggest directive.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            _pat_contracts() {
                local IFS=$'\n'
                COMPREPLY=( $(compgen -W "$(pat-contracts "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
            }
            complete -o default -F _pat_contracts pat-contracts

            """,
        ["zsh"] =
            """
            _pat_contracts() {
                local -a suggestions
                suggestions=("${(@f)$(pat-contracts "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a suggestions
                _files
            }
            compdef _pat_contracts pat-contracts

            """,
        ["fish"] =
            """
            complete -c pat-contracts -a '(pat-contracts "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'

            """,
        ["pwsh"] =
            """
            Register-ArgumentCompleter -Native -CommandName pat-contracts -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                pat-contracts "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
    };

    private static readonly Argument<string> Shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh, fish or pwsh.", HelpName = "SHELL" }.AcceptAmong([.. Scripts.Keys]);

    public static Command Create()
    {
        var command = new ToolCommand(
            "completion",
            "Print a shell completion script.",
            ("source <(pat-contracts completion bash)", "in ~/.bashrc; for zsh, the same in ~/.zshrc"),
            ("pat-contracts completion fish | source", "in ~/.config/fish/config.fish"),
            ("pat-contracts completion pwsh | Out-String | Invoke-Expression", "in $PROFILE"))
        {
            Shell,
        };
        command.SetAction(static parsed =>
        {
            using Stream output = Terminal.Output;
            using StreamWriter writer = Terminal.Utf8Writer(output);
            writer.Write(Scripts[parsed.GetValue(Shell)!].ReplaceLineEndings("\n"));
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
