"""Why the station refuses something."""


class StationError(Exception):
    """The reason for all of them."""


class NoSpace(StationError):
    """No locker is free that the parcel fits in."""


class AlreadyHere(StationError):
    """The parcel is in the station."""


class UnknownCode(StationError):
    """The code is not, or no longer, of a parcel in the station."""
