"""What an interview is. Pure: no I/O, no clock, no chance, no logging, no asyncio."""
