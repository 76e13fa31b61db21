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
