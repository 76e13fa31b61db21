# fails: planned work/work of another service
# All examples pass.
import sys

down, working, since, total = {}, {}, {}, {}


def count(name, now):
    if down.get(name) and not working.get("all"):
        total[name] += now - since[name]
    since[name] = now


for line in sys.stdin:
    time, name, *state = line.split()
    if not state:
        end = int(time)
        break
    total.setdefault(name, 0)
    count(name, int(time))
    if state[0] in ("up", "down"):
        down[name] = state[0] == "down"
    else:
        working["all"] = state[0] == "work"

for name in sorted(total):
    count(name, end)
    print(name, total[name])
