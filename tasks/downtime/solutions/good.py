import sys
from dataclasses import dataclass


@dataclass
class Service:
    since: int
    down: bool = False
    working: bool = False
    total: int = 0

    def count(self, now):
        """Up to now, everything was as it is remembered."""
        if self.down and not self.working:
            self.total += now - self.since
        self.since = now


services = {}
for line in sys.stdin:
    match line.split():
        case [time, "end"]:
            end = int(time)
            break
        case [time, name, heard]:
            service = services.setdefault(name, Service(int(time)))
            service.count(int(time))
            if heard in ("up", "down"):
                service.down = heard == "down"
            else:
                service.working = heard == "work"

for name in sorted(services):
    services[name].count(end)
    print(name, services[name].total)
