# fails: large
import sys

lines = [line.split() for line in sys.stdin]
end = int(lines.pop()[0])
for name in sorted({line[1] for line in lines}):
    total, since, down, working = 0, 0, False, False
    for time, service, state in lines:
        if service != name:
            continue
        if down and not working:
            total += int(time) - since
        since = int(time)
        if state in ("up", "down"):
            down = state == "down"
        else:
            working = state == "work"
    print(name, total + (end - since if down and not working else 0))
