using PatContracts.Tool;

return CommandLine.Run(args);
