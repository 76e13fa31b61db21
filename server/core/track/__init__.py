"""The derived track (docs/track.md): what a replay loads, made of a timeline and nothing else. Pure."""
