"""How much one connection may send: a bucket that fills with time, asked before anything is parsed. Pure."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """`rate` tokens a second drip in, up to `size`. Starts full."""

    rate: float
    size: float
    level: float = 0.0
    at: float = 0.0

    @classmethod
    def full(cls, rate: float, size: float, now: float) -> "Bucket":
        return cls(rate, size, size, now)

    def take(self, amount: float, now: float) -> bool:
        """Take this much at this time (seconds), or nothing. Whether it was there."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        if amount > self.level:
            return False
        self.level -= amount
        return True
