"""The salts of a group of entries: the leaves of a binary tree whose nodes can be handed out one by one.

Whoever has a node can make every salt below it and none beside it. So a salt is kept back by handing out the nodes that
cover all the others, and destroyed by keeping only those.
"""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from typing import Final, NamedTuple

SALT: Final = 16
"""Bytes of a node and of a salt."""
DEPTH: Final = 8
GROUP: Final = 1 << DEPTH
"""Entries of a group, and leaves of its tree."""


class Node(NamedTuple):
    """A node of one group's tree. The root is at depth 0, the salts at depth 8; `number` counts from the left."""

    depth: int
    number: int
    seed: bytes

    @property
    def places(self) -> range:
        """The places in the group whose salts are below this node."""
        width = 1 << (DEPTH - self.depth)
        return range(self.number * width, (self.number + 1) * width)


def root(seed: bytes) -> Node:
    return Node(0, 0, seed)


def salts(nodes: Iterable[Node]) -> dict[int, bytes]:
    """The salts below these nodes, by their place in the group (0 to 255)."""
    return {place: salt for node in nodes for place, salt in _below(node)}


def _below(node: Node) -> Iterator[tuple[int, bytes]]:
    level = [node.seed]
    for _ in range(DEPTH - node.depth):
        level = [half for seed in level for half in _halves(seed)]
    return zip(node.places, level, strict=True)


def cover(nodes: Iterable[Node], without: Collection[int]) -> tuple[Node, ...]:
    """The highest nodes below `nodes` that make every salt of theirs but those of these places."""
    kept: list[Node] = []
    for node in nodes:
        inside = [place for place in without if place in node.places]
        if not inside:
            kept.append(node)
        elif node.depth < DEPTH:
            left, right = _halves(node.seed)
            under = node.depth + 1
            kept += cover((Node(under, 2 * node.number, left), Node(under, 2 * node.number + 1, right)), inside)
    return tuple(kept)


def _halves(seed: bytes) -> tuple[bytes, bytes]:
    return sha256(seed + b"\x00").digest()[:SALT], sha256(seed + b"\x01").digest()[:SALT]
