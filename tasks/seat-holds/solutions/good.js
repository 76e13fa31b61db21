class SeatHolds {
  constructor(seats, minutes) {
    this.minutes = minutes;
    this.state = new Map(seats.map((seat) => [seat, { buyer: null, until: 0 }]));
  }

  hold(seat, buyer, now) {
    const it = this.state.get(seat);
    if (!it || (now < it.until && it.buyer !== buyer)) return false;
    this.state.set(seat, { buyer, until: now + this.minutes });
    return true;
  }

  buy(seat, buyer, now) {
    const it = this.state.get(seat);
    if (!it || now >= it.until || it.buyer !== buyer) return false;
    this.state.set(seat, { buyer: null, until: Infinity });
    return true;
  }

  free(now) {
    return [...this.state].filter(([, it]) => now >= it.until).map(([seat]) => seat);
  }
}

class GroupHolds {
  constructor(seats, minutes, most) {
    this.one = new SeatHolds(seats, minutes);
    this.most = most;
  }

  holdAll(seats, buyer, now) {
    const wanted = new Set(seats);
    const all = new Set([...this.heldBy(buyer, now), ...wanted]);
    const possible = (seat) => {
      const it = this.one.state.get(seat);
      return it && (now >= it.until || it.buyer === buyer);
    };
    if (all.size > this.most || ![...wanted].every(possible)) return false;
    for (const seat of wanted) this.one.hold(seat, buyer, now);
    return true;
  }

  buyAll(buyer, now) {
    return this.heldBy(buyer, now).filter((seat) => this.one.buy(seat, buyer, now)).length;
  }

  free(now) {
    return this.one.free(now);
  }

  heldBy(buyer, now) {
    return [...this.one.state].filter(([, it]) => now < it.until && it.buyer === buyer).map(([seat]) => seat);
  }
}
