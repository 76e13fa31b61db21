from heapq import heapify, heappop, heappush


def plan(steps):
    place = {step: at for at, (step, _) in enumerate(steps)}
    waits_for = [{need for need in needs if need in place} for _, needs in steps]
    waited_by = [[] for _ in steps]
    for at, needs in enumerate(waits_for):
        for need in needs:
            waited_by[place[need]].append(at)
    ready = [at for at, needs in enumerate(waits_for) if not needs]
    heapify(ready)
    done = []
    while ready:
        step = steps[heappop(ready)][0]
        done.append(step)
        for at in waited_by[place[step]]:
            waits_for[at].remove(step)
            if not waits_for[at]:
                heappush(ready, at)
    return done


def why_not(steps, step):
    needs_of = dict(steps)
    stuck = needs_of.keys() - set(plan(steps))
    if step not in stuck:
        return []
    chain = {}
    while step not in chain:
        chain[step] = True
        step = next(need for need in needs_of[step] if need in stuck)
    return [*chain, step]
