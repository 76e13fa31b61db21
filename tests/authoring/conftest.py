"""Proofs run in the same sandbox as the sandbox's own tests."""

from tests.sandbox.conftest import built_images, relay, sandbox

__all__ = ["built_images", "relay", "sandbox"]
