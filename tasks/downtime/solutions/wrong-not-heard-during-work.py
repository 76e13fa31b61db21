# fails: planned work/work begins while it is down
# Does not listen to probes while the work goes on.
import sys

down, working, since, total = {}, {}, {}, {}


def count(name, now):
    if down.get(name) and not working.get(name):
        total[name] += now - since[name]
    since[name] = now


for line in sys.stdin:
    time, name, *state = line.split()
    if not state:
        end = int(time)
        break
    total.setdefault(name, 0)
    count(name, int(time))
    if state[0] in ("up", "down") and working.get(name):
        continue
    if state[0] in ("up", "down"):
        down[name] = state[0] == "down"
    else:
        working[name] = state[0] == "work"

for name in sorted(total):
    count(name, end)
    print(name, total[name])
