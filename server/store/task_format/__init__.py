"""The task format: a folder of small files to a typed, checked `Task`. See docs/tasks.md."""
