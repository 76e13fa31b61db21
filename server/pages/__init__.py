"""The HTTP edge: pages for people and the JSON API for programs."""
