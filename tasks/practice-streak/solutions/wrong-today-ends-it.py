# fails: examples/today is not over
from good import *


def streaks(minutes, goal):
    on_goal = longest = current = 0
    for practised in minutes:
        current = current + 1 if practised >= goal else 0
        on_goal += practised >= goal
        longest = max(longest, current)
    return [on_goal, longest, current]
