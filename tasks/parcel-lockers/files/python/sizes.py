"""The sizes of lockers and of parcels."""

SIZES = ("S", "M", "L")
"""From small to large."""


def fits(parcel, locker):
    """Whether a parcel of this size fits into a locker of that size."""
    return SIZES.index(parcel) <= SIZES.index(locker)
