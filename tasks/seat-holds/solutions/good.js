class SeatHolds {
  constructor(seats, minutes) {
    this.minutes = minutes;
    this.seats = new Map(seats.map((seat) => [seat, { buyer: null, until: -Infinity }]));
  }

  hold(seat, buyer, now) {
    if (!this.canHold(seat, buyer, now)) return false;
    this.seats.set(seat, { buyer, until: now + this.minutes });
    return true;
  }

  buy(seat, buyer, now) {
    if (!this.isHeldBy(seat, buyer, now)) return false;
    this.seats.set(seat, { buyer: null, until: Infinity });
    return true;
  }

  free(now) {
    return [...this.seats.keys()].filter((seat) => this.isFree(seat, now));
  }

  heldBy(buyer, now) {
    return [...this.seats.keys()].filter((seat) => this.isHeldBy(seat, buyer, now));
  }

  canHold(seat, buyer, now) {
    return this.isFree(seat, now) || this.isHeldBy(seat, buyer, now);
  }

  isFree(seat, now) {
    return this.seats.has(seat) && now >= this.seats.get(seat).until;
  }

  isHeldBy(seat, buyer, now) {
    const state = this.seats.get(seat);
    return state !== undefined && now < state.until && state.buyer === buyer;
  }
}

class GroupHolds {
  constructor(seats, minutes, most) {
    this.one = new SeatHolds(seats, minutes);
    this.most = most;
  }

  holdAll(seats, buyer, now) {
    const wanted = new Set(seats);
    const all = new Set([...this.one.heldBy(buyer, now), ...wanted]);
    if (all.size > this.most || ![...wanted].every((seat) => this.one.canHold(seat, buyer, now))) return false;
    for (const seat of wanted) this.one.hold(seat, buyer, now);
    return true;
  }

  buyAll(buyer, now) {
    const held = this.one.heldBy(buyer, now);
    for (const seat of held) this.one.buy(seat, buyer, now);
    return held.length;
  }

  free(now) {
    return this.one.free(now);
  }
}
