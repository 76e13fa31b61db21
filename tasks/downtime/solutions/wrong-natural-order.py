# fails: by name
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
        total[name] += int(time) - down_since.pop(name)

for name, since in down_since.items():
    total[name] += end - since
def natural(name):
    digits = "".join(sign for sign in name if sign.isdigit())
    return name.rstrip("0123456789"), int(digits or 0)


for name in sorted(total, key=natural):
    print(name, total[name])
