# fails: duties/two teams share a night
# Leaves the pauses out of the length.
from good import *


def long_duties(entries, start, end, limit, rest):
    duties, latest = [], {}
    for begin, until, team in on_call(entries, start, end):
        if team == "nobody":
            continue
        if team not in latest or begin - latest[team][2] >= rest:
            latest[team] = [team, begin, until, 0]
            duties.append(latest[team])
        latest[team][2] = until
        latest[team][3] += until - begin
    return [duty[:3] for duty in duties if duty[3] > limit]
