# fails: repeated/up and up again
import sys

down_since, total = {}, {}
for line in sys.stdin:
    time, name, *state = line.split()
    if not state:
        end = int(time)
        break
    total.setdefault(name, 0)
    if state == ["down"]:
        down_since.setdefault(name, int(time))
    elif name in down_since:
        total[name] += int(time) - down_since[name]

for name, since in down_since.items():
    total[name] += end - since
for name in sorted(total):
    print(name, total[name])
