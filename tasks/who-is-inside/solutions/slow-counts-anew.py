# fails: large
import sys
from bisect import bisect_right
from itertools import groupby

offsets, events, questions = {}, {}, []
for line in sys.stdin:
    match line.split():
        case ["door", door, offset]:
            offsets[door] = int(offset)
        case ["seen", door, time, badge, way]:
            events.setdefault((door, time, badge, way), int(time) + offsets[door])
        case ["ask", second]:
            questions.append(int(second))

inside, seconds, numbers = set(), [], []
happened = sorted(events.items(), key=lambda event: event[1])
for second, together in groupby(happened, key=lambda event: event[1]):
    inside = set()
    for (_, _, badge, way), at in happened:
        if at > second:
            break
        if way == "in":
            inside.add(badge)
        else:
            inside.discard(badge)
    seconds.append(second)
    numbers.append(len(inside))

peak = max(numbers, default=0)
print(f"peak {peak} from {seconds[numbers.index(peak)]}" if peak else "peak 0")
for badge in sorted(inside):
    print("inside", badge)
for second in questions:
    print("at", second, [0, *numbers][bisect_right(seconds, second)])
