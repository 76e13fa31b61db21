/** Why the station refuses something: the reason for all of them. */
class StationError extends RuntimeException {
    StationError(String what) {
        super(what);
    }
}

/** No locker is free that the parcel fits in. */
class NoSpace extends StationError {
    NoSpace(String size) {
        super(size);
    }
}

/** The parcel is in the station. */
class AlreadyHere extends StationError {
    AlreadyHere(String parcel) {
        super(parcel);
    }
}

/** The code is not, or no longer, of a parcel in the station. */
class UnknownCode extends StationError {
    UnknownCode(String code) {
        super(code);
    }
}
