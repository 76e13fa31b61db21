# Looks through the entries for each piece. Fast enough for 3,000 of them.


def on_call(entries, start, end):
    cuts = {start, end}
    for begin, until, _ in entries:
        cuts.update(time for time in (begin, until) if start < time < end)
    cuts = sorted(cuts)
    later_first = entries[::-1]
    stretches = []
    for at, until in zip(cuts, cuts[1:]):
        team = next((team for begin, over, team in later_first if begin <= at < over), "nobody")
        if stretches and stretches[-1][2] == team:
            at = stretches.pop()[0]
        stretches.append([at, until, team])
    return stretches


def long_duties(entries, start, end, limit, rest):
    stretches = [stretch for stretch in on_call(entries, start, end) if stretch[2] != "nobody"]
    found = []
    for team in {team for _, _, team in stretches}:
        duty = None
        for begin, until, other in stretches:
            if other != team:
                continue
            if duty and begin - duty[2] < rest:
                duty[2] = until
            else:
                duty = [team, begin, until]
                found.append(duty)
    return sorted((duty for duty in found if duty[2] - duty[1] > limit), key=lambda duty: duty[1])
