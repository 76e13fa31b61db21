def streaks(minutes, goal):
    on_goal = longest = current = 0
    today = len(minutes)
    for day, practised in enumerate(minutes, start=1):
        if practised >= goal:
            on_goal += 1
            current += 1
            longest = max(longest, current)
        elif day != today:
            current = 0
    return [on_goal, longest, current]


def longest_with_jokers(minutes, goal, earn):
    longest = length = jokers = 0
    for practised in minutes:
        if practised >= goal:
            length += 1
            longest = max(longest, length)
            if length % earn == 0:
                jokers = min(jokers + 1, 2)
        elif jokers:
            jokers -= 1
        else:
            length = 0
    return longest
