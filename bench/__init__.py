"""Measures Greenroom against other relays in the same run: `python -m bench`, read with docs/performance.md."""
