"""The set-up behind `make`: brings a fresh machine to a running Greenroom, step by step, and skips what is done.

Standard library only, because it runs before anything is installed; of the project it imports only
`sandbox.debian`, which keeps the same promise.
"""
