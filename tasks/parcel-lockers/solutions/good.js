// A parcel station: which parcel is in which locker, and who may take it out.
const { AlreadyHere, NoSpace, UnknownCode } = require("./errors.js");
const { SIZES, fits } = require("./sizes.js");

class Station {
  constructor(lockers, codes, keep) {
    this.lockers = Object.entries(lockers).map(([name, size]) => ({ name, size }));
    this.codes = codes;
    this.keep = keep;
    this.stays = new Map();
  }

  deposit(parcel, size, day) {
    if (this.stays.has(parcel)) throw new AlreadyHere(parcel);
    const fitting = this.freeLockers().filter((locker) => fits(size, locker.size));
    if (fitting.length === 0) throw new NoSpace(size);
    const [{ name }] = fitting.sort((a, b) => SIZES.indexOf(a.size) - SIZES.indexOf(b.size));
    const code = this.codes.next();
    this.stays.set(parcel, { locker: name, code, day });
    return code;
  }

  where(parcel) {
    return this.stays.get(parcel)?.locker ?? null;
  }

  collect(code) {
    for (const [parcel, stay] of this.stays) {
      if (stay.code === code) {
        this.stays.delete(parcel);
        return parcel;
      }
    }
    throw new UnknownCode(code);
  }

  overdue(day) {
    return [...this.stays].filter(([, stay]) => day - stay.day > this.keep).map(([parcel]) => parcel);
  }

  clear(day) {
    const parcels = this.overdue(day);
    for (const parcel of parcels) this.stays.delete(parcel);
    return parcels;
  }

  free() {
    const free = this.freeLockers();
    return Object.fromEntries(SIZES.map((size) => [size, free.filter((locker) => locker.size === size).length]));
  }

  freeLockers() {
    const taken = new Set([...this.stays.values()].map((stay) => stay.locker));
    return this.lockers.filter((locker) => !taken.has(locker.name));
  }
}

module.exports = { Station };
