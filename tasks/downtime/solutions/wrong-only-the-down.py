# fails: never down/only up
import sys

down_since, total = {}, {}
for line in sys.stdin:
    time, name, *state = line.split()
    if not state:
        end = int(time)
        break
    if state == ["down"]:
        total.setdefault(name, 0)
        down_since.setdefault(name, int(time))
    elif name in down_since:
        total[name] += int(time) - down_since.pop(name)

for name, since in down_since.items():
    total[name] += end - since
for name in sorted(total):
    print(name, total[name])
