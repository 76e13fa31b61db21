"""Ids: short, unguessable where they open something, and safe in URLs, file names and logs."""

import re
from typing import Final

ROOM_ID: Final = re.compile(r"^[a-z0-9]{12}$")
HOST: Final = "host"
CANDIDATE: Final = "candidate"
OWNER: Final = "owner"
"""The account of the first owner: a house that is new has it, and no other."""
ROOM: Final = "room"
"""The author of what the house itself does."""
