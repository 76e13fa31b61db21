"""The WebSocket edge: bytes in, dataclasses inward, bytes out."""
