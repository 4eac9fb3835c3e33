using WebhookReceiver;

await Receiver.Build(args).RunAsync();
