"""Changes of the tables, one file each; applied by `server.store.migrate`."""
