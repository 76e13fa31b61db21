/** The clock of a replay: which moment it is when the local clock shows `local` (ms). Values; the player holds one. */

export interface PlayClock {
  /** Whether the moments go by. */
  readonly runs: boolean;
  at(local: number): number;
  /** The same pace from another moment on. */
  seek(at: number, local: number): PlayClock;
}

/** Time goes by, `speed` times as fast as in the interview. */
export class Clock implements PlayClock {
  readonly runs = true;

  constructor(
    private readonly from: number,
    private readonly since: number,
    readonly speed: number,
  ) {}

  at(local: number): number {
    return this.from + (local - this.since) * this.speed;
  }

  seek(at: number, local: number): Clock {
    return new Clock(at, local, this.speed);
  }

  paced(speed: number, local: number): Clock {
    return new Clock(this.at(local), local, speed);
  }

  pause(local: number): NullClock {
    return new NullClock(this.at(local));
  }
}

/** A still moment. */
export class NullClock implements PlayClock {
  readonly runs = false;

  constructor(private readonly still: number) {}

  at(): number {
    return this.still;
  }

  seek(at: number): NullClock {
    return new NullClock(at);
  }

  play(local: number, speed: number): Clock {
    return new Clock(this.still, local, speed);
  }
}
