// Codes that open a locker: six digits at a time, which look as if they came by chance and never come twice in a year.
class Codes {
  #count;

  constructor(start = 0) {
    this.#count = start;
  }

  next() {
    this.#count += 1;
    return String(((this.#count * 7_919) % 1_000_003) % 1_000_000).padStart(6, "0");
  }
}

module.exports = { Codes };
