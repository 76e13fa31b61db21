# fails: jokers/never more than two
from good import *


def longest_with_jokers(minutes, goal, earn):
    longest = length = jokers = 0
    for practised in minutes:
        if practised >= goal:
            length += 1
            longest = max(longest, length)
            jokers += length % earn == 0
        elif jokers:
            jokers -= 1
        else:
            length = 0
    return longest
