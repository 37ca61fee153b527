"""Who else is told when something happened: webhooks and push messages. The stories room knows nothing of it."""
