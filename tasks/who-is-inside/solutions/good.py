import sys
from bisect import bisect_right
from itertools import groupby
from operator import itemgetter


def main():
    happened, questions = read(sys.stdin)
    seconds, numbers, inside = counted(happened)
    peak = max(numbers, default=0)
    print(f"peak {peak} from {seconds[numbers.index(peak)]}" if peak else "peak 0")
    for badge in sorted(inside):
        print("inside", badge)
    for second in questions:
        print("at", second, [0, *numbers][bisect_right(seconds, second)])


def read(lines):
    """What happened, in its order, as (true second, badge, way); and the seconds that are asked for."""
    offsets, events, questions = {}, {}, []
    for line in lines:
        match line.split():
            case ["door", door, offset]:
                offsets[door] = int(offset)
            case ["seen", door, time, badge, way]:
                events.setdefault((door, time, badge, way), (int(time) + offsets[door], badge, way))
            case ["ask", second]:
                questions.append(int(second))
    return sorted(events.values(), key=itemgetter(0)), questions


def counted(happened):
    """The seconds with events, how many were inside at the end of each, and who is at the end of everything."""
    seconds, numbers, inside = [], [], set()
    for second, together in groupby(happened, key=itemgetter(0)):
        for _, badge, way in together:
            if way == "in":
                inside.add(badge)
            else:
                inside.discard(badge)
        seconds.append(second)
        numbers.append(len(inside))
    return seconds, numbers, inside


main()
