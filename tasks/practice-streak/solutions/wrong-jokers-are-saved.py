# fails: jokers/a saved day earns nothing
# The saved day grows the streak.
from good import *


def longest_with_jokers(minutes, goal, earn):
    longest = length = jokers = 0
    for practised in minutes:
        if practised < goal and not jokers:
            length = 0
            continue
        if practised < goal:
            jokers -= 1
        length += 1
        longest = max(longest, length)
        if length % earn == 0:
            jokers = min(jokers + 1, 2)
    return longest
