"""Runs the core: order, queues, tasks. Knows asyncio, no framework and no database."""
