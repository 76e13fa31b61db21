# fails: longest/at the end
# Looks at the longest only where a streak ends. All examples pass.
import good
from good import *


def streaks(minutes, goal):
    on_goal, _, current = good.streaks(minutes, goal)
    longest = run = 0
    for practised in minutes:
        if practised >= goal:
            run += 1
        else:
            longest, run = max(longest, run), 0
    return [on_goal, longest, current]
