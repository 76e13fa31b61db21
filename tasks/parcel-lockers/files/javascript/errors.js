// Why the station refuses something.
class StationError extends Error {}

// No locker is free that the parcel fits in.
class NoSpace extends StationError {}

// The parcel is in the station.
class AlreadyHere extends StationError {}

// The code is not, or no longer, of a parcel in the station.
class UnknownCode extends StationError {}

module.exports = { StationError, NoSpace, AlreadyHere, UnknownCode };
