// fails: edges.test.js/lists are not the lists inside
// Hands out the lists themselves. All visible tests pass.
class AlreadyIn extends Error {}

class NotIn extends Error {}

class WaitingList {
  constructor(seats) {
    this.seats = seats;
    this.hasSeat = [];
    this.line = [];
    this.listeners = [];
  }

  join(name) {
    if (this.hasSeat.includes(name) || this.line.includes(name)) throw new AlreadyIn(name);
    const free = this.hasSeat.length < this.seats;
    (free ? this.hasSeat : this.line).push(name);
    return free;
  }

  leave(name) {
    if (this.line.includes(name)) {
      this.line = this.line.filter((other) => other !== name);
    } else if (this.hasSeat.includes(name)) {
      this.hasSeat = this.hasSeat.filter((other) => other !== name);
      if (this.line.length > 0) this.seatNext();
    } else {
      throw new NotIn(name);
    }
  }

  seatNext() {
    const name = this.line.shift();
    this.hasSeat.push(name);
    for (const listener of this.listeners) listener(name);
  }

  seated() {
    return this.hasSeat;
  }

  waiting() {
    return this.line;
  }

  listen(listener) {
    this.listeners.push(listener);
  }
}

module.exports = { AlreadyIn, NotIn, WaitingList };
