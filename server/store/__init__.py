"""Keeps interviews, their timelines and the task library."""
