// The sizes of lockers and of parcels, from small to large.
const SIZES = ["S", "M", "L"];

// Whether a parcel of this size fits into a locker of that size.
function fits(parcel, locker) {
  return SIZES.indexOf(parcel) <= SIZES.indexOf(locker);
}

module.exports = { SIZES, fits };
