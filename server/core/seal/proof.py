"""What the house keeps of a seal, and what it hands out with each edition so that anybody can check a copy."""

from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from server.core.roles import Role
from server.core.seal import chain
from server.core.seal.chain import Line
from server.core.seal.erasures import SignedErasure
from server.core.seal.salts import GROUP, Node, cover, root, salts
from server.core.seal.statement import Statement, fingerprint, read_statement

Groups = tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """What the house keeps: the signed statement, the head of each group, and the nodes that make the salts.

    `erased` has the leaves of entries that were erased afterwards; the nodes do not make their salts any more.
    """

    statement: str
    signature: bytes
    key: bytes
    heads: tuple[bytes, ...]
    groups: Groups
    erased: Mapping[int, bytes] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.statement)

    @property
    def about(self) -> Statement:
        """What was signed. A seal that the house keeps can be read."""
        found = read_statement(self.statement)
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Proof:
    """What an edition's copy is checked with (docs/track.md). `pairs` are a salt and the other edition's hash."""

    statement: str
    signature: bytes
    key: bytes
    heads: tuple[bytes, ...]
    groups: Groups
    leaves: Mapping[int, bytes]
    pairs: Mapping[int, tuple[bytes, bytes]]
    erasures: tuple[SignedErasure, ...] = ()
    """What was signed of entries that were erased later."""

    def plain(self) -> dict[str, Any]:
        """As JSON: bytes are base64. Nothing is said of erasures where there are none."""
        erased = [{"statement": each.statement, "signature": _text(each.signature)} for each in self.erasures]
        return {
            "statement": self.statement,
            "signature": _text(self.signature),
            "key": _text(self.key),
            "heads": [_text(each) for each in self.heads],
            "groups": [[[node.depth, node.number, _text(node.seed)] for node in nodes] for nodes in self.groups],
            "leaves": {str(seq): _text(each) for seq, each in self.leaves.items()},
            "pairs": {str(seq): [_text(salt), _text(other)] for seq, (salt, other) in self.pairs.items()},
            **({"erasures": erased} if erased else {}),
        }


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def state(
    room: str, length: int, at: int, lines: Sequence[Line], seeds: Sequence[bytes]
) -> tuple[Statement, tuple[bytes, ...], Groups]:
    """What is to be signed of these lines (all of them, from number 1), its heads, and the nodes to keep.

    `seeds` are 16 random bytes for each group.
    """
    groups = tuple((root(seed),) for seed in seeds)
    heads = tuple(chain.heads(lines, groups))
    head = heads[-1] if heads else chain.BEGINNING
    return Statement(room, len(lines), length, head, at), heads, groups


def misfits(seal: Seal, lines: Sequence[Line]) -> list[int]:
    """The groups (from 0) whose entries are not what was sealed; `lines` that are too many or too few misfit too."""
    wanted = seal.about.events
    fitting = list(lines[:wanted]) + [(None, None)] * (wanted - len(lines))
    wrong = []
    before = chain.BEGINNING
    for number, (nodes, head) in enumerate(zip(seal.groups, seal.heads, strict=True)):
        first = number * GROUP
        leaves = _leaves(seal, number, nodes, fitting[first : first + GROUP])
        if chain.head(before, leaves) != head:
            wrong.append(number)
        before = head
    if len(lines) > wanted:
        wrong.append(len(seal.groups))
    return wrong


def _leaves(seal: Seal, group: int, nodes: Collection[Node], lines: Sequence[Line]) -> list[bytes]:
    own = salts(nodes)
    first = group * GROUP + 1
    return [
        seal.erased[first + place] if first + place in seal.erased else chain.leaf(own[place], line)
        for place, line in enumerate(lines)
    ]


def prove(seal: Seal, role: Role, lines: Sequence[Line], erasures: Sequence[SignedErasure] = ()) -> Proof:
    """The proof of this role's edition. `lines` are those that were sealed, or what is left of them."""
    groups: list[tuple[Node, ...]] = []
    leaves: dict[int, bytes] = {}
    pairs: dict[int, tuple[bytes, bytes]] = {}
    for number, nodes in enumerate(seal.groups):
        own = salts(nodes)
        first = number * GROUP + 1
        own_lines = lines[first - 1 : first - 1 + GROUP]
        back: list[int] = []
        for place, line in enumerate(own_lines):
            seq = first + place
            if seq in seal.erased:
                leaves[seq] = seal.erased[seq]
            elif chain.is_pair(line):
                pairs[seq] = _pair(role, own[place], line)
                back.append(place)
            elif line[role is Role.CANDIDATE] is None:
                leaves[seq] = chain.leaf(own[place], line)
                back.append(place)
        groups.append(tuple(node for node in cover(nodes, back) if node.places.start < len(own_lines)))
    return Proof(seal.statement, seal.signature, seal.key, seal.heads, tuple(groups), leaves, pairs, tuple(erasures))


def _pair(role: Role, salt: bytes, line: Line) -> tuple[bytes, bytes]:
    """The salt of this role's own line, and the hash of the line that it is not told."""
    host, candidate = line
    assert host is not None
    assert candidate is not None
    ours, theirs = chain.host_salt(salt), chain.candidate_salt(salt)
    if role is Role.HOST:
        return ours, chain.line_leaf(theirs, candidate)
    return theirs, chain.line_leaf(ours, host)


def erase(seal: Seal, lines: Mapping[int, Line]) -> Seal:
    """The seal without what would tell whether one of these entries was a certain line: only their leaves stay."""
    gone = {seq: line for seq, line in lines.items() if seq not in seal.erased}
    erased = dict(seal.erased)
    groups = list(seal.groups)
    for number in {chain.place_of(seq)[0] for seq in gone}:
        own = salts(groups[number])
        places = {chain.place_of(seq)[1]: seq for seq in gone if chain.place_of(seq)[0] == number}
        erased |= {seq: chain.leaf(own[place], gone[seq]) for place, seq in places.items()}
        groups[number] = cover(groups[number], places)
    return replace(seal, groups=tuple(groups), erased=erased)
