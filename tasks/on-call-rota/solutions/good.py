from collections import deque
from heapq import heappop, heappush
from itertools import pairwise


def on_call(entries, start, end):
    stretches = []
    for begin, until, team in pieces(entries, start, end):
        if stretches and stretches[-1][2] == team:
            stretches[-1][1] = until
        else:
            stretches.append([begin, until, team])
    return stretches


def pieces(entries, start, end):
    """Who is on call from each minute in which some entry begins or ends to the next such minute."""
    times = {time for begin, until, _ in entries for time in (begin, until) if start < time < end}
    to_come = deque(sorted((begin, -number) for number, (begin, _, _) in enumerate(entries)))
    begun = []  # a heap with the latest entry on top; those that are over go when they come up
    for at, until in pairwise(sorted(times | {start, end})):
        while to_come and to_come[0][0] <= at:
            heappush(begun, to_come.popleft()[1])
        while begun and entries[-begun[0]][1] <= at:
            heappop(begun)
        yield at, until, entries[-begun[0]][2] if begun else "nobody"


def long_duties(entries, start, end, limit, rest):
    duties, latest = [], {}
    for begin, until, team in on_call(entries, start, end):
        if team == "nobody":
            continue
        if team not in latest or begin - latest[team][2] >= rest:
            latest[team] = [team, begin, until]
            duties.append(latest[team])
        latest[team][2] = until
    return [duty for duty in duties if duty[2] - duty[1] > limit]
