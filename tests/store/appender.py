"""Cam's server, to be killed: appends without a pause and prints each number that is stored. Run by test_kill.py."""

import asyncio
import sys
from itertools import count

from server.store.database import Database
from tests.store_contract import ROOM_A, entry


async def main(url: str) -> None:
    store = Database(url)
    last, _ = await store.last(ROOM_A)
    store.journal.watch(ROOM_A, lambda seq: print(seq, flush=True), lambda sentence: None)
    for seq in count(last + 1):
        store.journal.append(ROOM_A, entry(seq))
        await asyncio.sleep(0.0005)


asyncio.run(main(sys.argv[1]))
