import sys

down, working, since, total = {}, {}, {}, {}


def count(name, now):
    """Up to now, everything about this service was as it is remembered."""
    if down.get(name) and not working.get(name):
        total[name] += now - since[name]
    since[name] = now


for line in sys.stdin:
    match line.split():
        case [time, "end"]:
            end = int(time)
            break
        case [time, name, heard]:
            total.setdefault(name, 0)
            count(name, int(time))
            if heard in ("up", "down"):
                down[name] = heard == "down"
            else:
                working[name] = heard == "work"

for name in sorted(total):
    count(name, end)
    print(name, total[name])
