# fails: sent again/two doors in the same true second
# Two doors that see the same in one true second are one event to it. All examples pass.
import sys
from bisect import bisect_right
from itertools import groupby

offsets, events, questions = {}, {}, []
for line in sys.stdin:
    match line.split():
        case ["door", door, offset]:
            offsets[door] = int(offset)
        case ["seen", door, time, badge, way]:
            second = int(time) + offsets[door]
            events.setdefault((second, badge, way), second)
        case ["ask", second]:
            questions.append(int(second))

inside, seconds, numbers = set(), [], []
happened = sorted(events.items(), key=lambda event: event[1])
for second, together in groupby(happened, key=lambda event: event[1]):
    for (_, badge, way), _ in together:
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
