from heapq import heappop, heappush


def on_call(entries, start, end):
    times = [time for begin, until, _ in entries for time in (begin, until)]
    cuts = sorted({start, end, *(min(max(time, start), end) for time in times)})
    waiting = sorted((begin, -number) for number, (begin, _, _) in enumerate(entries))[::-1]
    begun, found = [], []  # begun: a heap with the latest entry on top; those that are over go when they come up
    for at, until in zip(cuts, cuts[1:]):
        while waiting and waiting[-1][0] <= at:
            heappush(begun, waiting.pop()[1])
        while begun and entries[-begun[0]][1] <= at:
            heappop(begun)
        team = entries[-begun[0]][2] if begun else "nobody"
        if found and found[-1][2] == team:
            found[-1][1] = until
        else:
            found.append([at, until, team])
    return found


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
