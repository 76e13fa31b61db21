# fails: large
import sys

lines = [line.split() for line in sys.stdin]
end = int(lines.pop()[0])
for name in sorted({line[1] for line in lines}):
    total, since = 0, None
    for time, service, state in lines:
        if service != name:
            continue
        if state == "down" and since is None:
            since = int(time)
        elif state == "up" and since is not None:
            total, since = total + int(time) - since, None
    print(name, total if since is None else total + end - since)
