"""Some servers run against the same sandbox as the sandbox's own tests."""

from tests.sandbox.conftest import built_images, client, relay, sandbox

__all__ = ["built_images", "client", "relay", "sandbox"]
