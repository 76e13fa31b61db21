"""What the house asks of other servers: a mail server that sends, a provider that says who somebody is."""
