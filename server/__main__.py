"""`python -m server`: the same as `greenroom serve`."""

from server.cli.serve import serve

if __name__ == "__main__":
    serve()
