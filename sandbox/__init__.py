"""The sandbox: its own process, the only one that holds the Docker socket."""
