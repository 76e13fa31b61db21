"""Greenroom's server: the room, its timeline, and the pages around it."""
