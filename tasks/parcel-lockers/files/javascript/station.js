// A parcel station: which parcel is in which locker, and who may take it out.
const { AlreadyHere, NoSpace, UnknownCode } = require("./errors.js");
const { SIZES, fits } = require("./sizes.js");

class Station {
  constructor(lockers, codes, keep) {}

  deposit(parcel, size, day) {}

  where(parcel) {}

  collect(code) {}

  overdue(day) {}

  clear(day) {}

  free() {}
}

module.exports = { Station };
