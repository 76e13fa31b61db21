from typing import Optional


def add_two(a: int, b: int) -> int:
    return a + b


def add_long(a: int, b: int) -> int:
    return a + b


def next_big(n: int) -> int:
    return n + 1


def half_of(x: float) -> float:
    return x / 2


def opposite(flag: bool) -> bool:
    return not flag


def greet(name: str) -> str:
    return f"Hello, {name}!"


def total(numbers: list[int]) -> int:
    return sum(numbers)


def flip(rows: list[list[int]]) -> list[list[int]]:
    return rows[::-1]


def lengths(words: list[str]) -> dict[str, int]:
    return {word: len(word) for word in words}


def sum_scores(scores: dict[str, int]) -> int:
    return sum(scores.values())


def first_of(numbers: list[int]) -> Optional[int]:
    return numbers[0] if numbers else None


def or_zero(n: Optional[int]) -> int:
    return 0 if n is None else n


def swap(pair: tuple[int, str]) -> tuple[str, int]:
    number, word = pair
    return word, number


def reverse_all(head: "ListNode | None") -> "ListNode | None":
    reversed = None
    while head:
        head.next, reversed, head = reversed, head, head.next
    return reversed


def mirror(root: "TreeNode | None") -> "TreeNode | None":
    return root and TreeNode(root.val, mirror(root.right), mirror(root.left))


def double_all(numbers: list[int]) -> None:
    for at, number in enumerate(numbers):
        numbers[at] = number * 2


def fail_with(n: int) -> int:
    raise ValueError(f"no {n}")


def loop_forever(n: int) -> int:
    while True:
        n += 1


class Counter:
    def __init__(self, start: int) -> None:
        self.count = start

    def add(self, n: int) -> int:
        self.count += n
        return self.count

    def value(self) -> int:
        return self.count
