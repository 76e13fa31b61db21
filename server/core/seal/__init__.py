"""The seal: what the house signs when an interview ends, and how a copy is held against it (docs/track.md)."""
