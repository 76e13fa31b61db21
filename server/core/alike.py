"""What two texts have alike."""


def alike(one: str, other: str) -> int:
    """How many characters two texts have alike at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
