# fails: planned work/still down after the work
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
    if state[0] in ("up", "down"):
        down[name] = state[0] == "down"
    else:
        working[name] = state[0] == "work"
        down[name] = False

for name in sorted(total):
    count(name, end)
    print(name, total[name])
