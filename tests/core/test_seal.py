"""The seal: salts that can be kept back, heads that hold every entry, proofs for either edition."""

import json
import random
from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.roles import Role
from server.core.seal import chain, proof
from server.core.seal.chain import BEGINNING, Line
from server.core.seal.proof import Proof, Seal
from server.core.seal.salts import GROUP, Node, cover, root, salts
from server.core.seal.statement import Statement, fingerprint, read_statement

SEED = bytes(range(16))


def lines(count: int, *, seed: int = 1) -> list[Line]:
    """An interview of so many entries: most are alike, some are the host's alone, some are told differently."""
    drawn = random.Random(seed)
    told: list[Line] = []
    for seq in range(1, count + 1):
        line = b'[%d,"candidate","edited",[]]' % (seq * 40)
        match drawn.choice("aaaaaaaahp"):
            case "a":
                told.append((line, line))
            case "h":
                told.append((b'[%d,0,0,"host","note_written",{}]' % seq, None))
            case _:
                told.append((line + b" whole", line + b" in part"))
    return told


def sealed(told: list[Line], *, room: str = "k3v9x0q2m1ab") -> Seal:
    seeds = [sha256(b"%d" % group).digest()[:16] for group in range(chain.groups_of(len(told)))]
    statement, heads, groups = proof.state(room, 1000, 1_795_000_000_000, told, seeds)
    return Seal(statement.text, b"s" * 64, b"k" * 32, heads, groups)


def leaves_of(given: Proof, told: list[bytes | None], role: Role) -> dict[int, bytes]:
    """Every leaf, from what a holder of one edition has: its lines and its proof."""
    found = dict(given.leaves)
    for group, nodes in enumerate(given.groups):
        for place, salt in salts(nodes).items():
            seq = group * GROUP + place + 1
            if seq <= len(told):
                line = told[seq - 1]
                assert line is not None, f"the salt of entry {seq}, which is withheld, is in the proof"
                found[seq] = chain.line_leaf(salt, line)
    for seq, (salt, other) in given.pairs.items():
        line = told[seq - 1]
        assert line is not None
        own = chain.line_leaf(salt, line)
        found[seq] = sha256(b"\x01" + (own + other if role is Role.HOST else other + own)).digest()
    return found


# Salts ------------------------------------------------------------------------------------------------------------


def test_a_root_makes_256_different_salts() -> None:
    made = salts([root(SEED)])
    assert sorted(made) == list(range(GROUP))
    assert len(set(made.values())) == GROUP
    assert made[1] == _child(_walk(SEED, 7), 1)


def _child(seed: bytes, side: int) -> bytes:
    return sha256(seed + bytes([side])).digest()[:16]


def _walk(seed: bytes, down: int) -> bytes:
    for _ in range(down):
        seed = _child(seed, 0)
    return seed


@given(st.sets(st.integers(0, GROUP - 1), max_size=40))
def test_what_covers_the_others_makes_every_salt_but_those_kept_back(kept_back: set[int]) -> None:
    whole = salts([root(SEED)])
    nodes = cover([root(SEED)], kept_back)
    assert salts(nodes) == {place: salt for place, salt in whole.items() if place not in kept_back}
    assert cover(nodes, kept_back) == nodes, "keeping back again changes nothing"


def test_nothing_is_handed_out_when_everything_is_kept_back() -> None:
    assert cover([root(SEED)], range(GROUP)) == ()


def test_one_salt_costs_eight_nodes() -> None:
    assert len(cover([root(SEED)], [77])) == 8


# Statement --------------------------------------------------------------------------------------------------------


def test_a_statement_is_read_back_and_only_in_its_one_form() -> None:
    statement = Statement("k3v9x0q2m1ab", 85_000, 5_400_000, bytes(32), 1_795_000_000_000)
    assert statement.text.splitlines() == [
        "greenroom-seal-1",
        "room k3v9x0q2m1ab",
        "events 85000",
        "length 5400000",
        f"head {'A' * 43}=",
        "at 1795000000000",
    ]
    assert read_statement(statement.text) == statement
    for other in (
        "",
        statement.text[:-1],
        f"{statement.text}\n",
        statement.text.replace("85000", "085000"),
        statement.text.replace("A=", "B="),
        statement.text.replace("seal-1", "seal-2"),
        statement.text.replace("85000", "٨٥"),
    ):
        assert read_statement(other) is None, other


def test_the_fingerprint_is_four_groups_of_four() -> None:
    assert fingerprint("") == "E3B0 C442 98FC 1C14"


# Heads ------------------------------------------------------------------------------------------------------------


def test_an_interview_without_entries_has_the_beginning_as_its_head() -> None:
    seal = sealed([])
    assert (seal.about.head, seal.about.events, seal.heads) == (BEGINNING, 0, ())
    assert proof.misfits(seal, []) == []


@pytest.mark.parametrize("count", [1, 255, 256, 257, 700])
def test_the_heads_stand_on_one_another(count: int) -> None:
    told = lines(count)
    seal = sealed(told)
    assert len(seal.heads) == chain.groups_of(count)
    assert seal.about.head == seal.heads[-1]
    assert proof.misfits(seal, told) == []
    own = salts(seal.groups[0])
    first = chain.head(BEGINNING, (chain.leaf(own[place], line) for place, line in enumerate(told[:GROUP])))
    assert seal.heads[0] == first


def test_a_changed_entry_misfits_in_its_own_group_alone() -> None:
    told = lines(900)
    seal = sealed(told)
    for seq in (1, 256, 257, 600, 900):
        changed = list(told)
        changed[seq - 1] = (b"something else", b"something else")
        assert proof.misfits(seal, changed) == [chain.place_of(seq)[0]]


def test_entries_too_few_and_too_many_misfit() -> None:
    told = lines(300)
    seal = sealed(told)
    assert proof.misfits(seal, told[:-1]) == [1]
    assert proof.misfits(seal, [*told, told[0]]) == [2]


# Proofs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.HOST, Role.CANDIDATE])
def test_whoever_has_one_edition_and_its_proof_comes_to_the_head_that_was_signed(role: Role) -> None:
    told = lines(700)
    seal = sealed(told)
    given = proof.prove(seal, role, told)
    mine = [line[role is Role.CANDIDATE] for line in told]
    leaves = leaves_of(given, mine, role)
    head = BEGINNING
    for group in range(3):
        head = chain.head(head, (leaves[seq] for seq in range(group * GROUP + 1, min(700, (group + 1) * GROUP) + 1)))
        assert head == given.heads[group]
    assert head == seal.about.head
    assert (not given.leaves) == (role is Role.HOST)


def test_a_candidates_proof_says_nothing_that_a_withheld_line_could_be_guessed_with() -> None:
    note = b'[7,9,9,"host","note_written",{"text":"no"}]'
    told: list[Line] = [(b"%d" % seq, b"%d" % seq) for seq in range(1, 20)]
    told[6], told[11] = (note, None), (b'{"total":7}', b'{"total":0}')
    seal = sealed(told)
    whole = salts(seal.groups[0])
    given = proof.prove(seal, Role.CANDIDATE, told)
    known = {node.seed for nodes in given.groups for node in nodes} | set(salts(given.groups[0]).values())
    known |= {salt for salt, _ in given.pairs.values()}
    for place in (6, 11):
        assert whole[place] not in known
        assert chain.host_salt(whole[place]) not in known
        above = {seed for seed, _ in _path(seal.groups[0][0].seed, place)}
        assert not above & known, "no node above it is handed out either"
    guessed = {chain.line_leaf(salt, note) for salt in known}
    assert given.leaves[7] not in guessed
    assert given.leaves[7] == chain.line_leaf(whole[6], note)
    assert given.pairs[12][1] not in {chain.line_leaf(salt, b'{"total":7}') for salt in known}


def _path(seed: bytes, place: int) -> list[tuple[bytes, int]]:
    """The seeds from the root down to the salt of this place."""
    path = [(seed, 0)]
    for bit in range(7, -1, -1):
        seed = _child(seed, place >> bit & 1)
        path.append((seed, 8 - bit))
    return path


def test_a_proof_is_written_as_the_documents_say() -> None:
    told: list[Line] = [(b"a", b"a"), (b"b", None), (b"c", b"d")]
    seal = sealed(told)
    given = json.loads(json.dumps(proof.prove(seal, Role.CANDIDATE, told).plain()))
    assert given["statement"] == seal.statement
    assert b64decode(given["signature"]) == seal.signature
    assert b64decode(given["key"]) == seal.key
    assert [b64decode(head) for head in given["heads"]] == list(seal.heads)
    assert list(given["leaves"]) == ["2"]
    assert list(given["pairs"]) == ["3"]
    assert [[depth, number] for depth, number, _ in given["groups"][0]][:1] == [[8, 0]]
    assert seal.fingerprint == fingerprint(seal.statement)


# Erasing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.HOST, Role.CANDIDATE])
def test_an_erased_entry_leaves_a_gap_that_verifies_and_cannot_be_guessed(role: Role) -> None:
    told = lines(300)
    seal = sealed(told)
    gone = proof.erase(seal, {5: told[4], 299: told[298]})
    gone = proof.erase(gone, {5: told[4], 6: told[5]})
    rest = list(told)
    for seq in (5, 6, 299):
        rest[seq - 1] = (None, None)
        group, place = chain.place_of(seq)
        assert place not in salts(gone.groups[group])
    assert (gone.statement, gone.heads) == (seal.statement, seal.heads)
    assert proof.misfits(gone, rest) == []
    given = proof.prove(gone, role, rest)
    assert {5, 6, 299} <= set(given.leaves)
    leaves = leaves_of(given, [line[role is Role.CANDIDATE] for line in rest], role)
    assert chain.head(BEGINNING, (leaves[seq] for seq in range(1, 257))) == seal.heads[0]


def test_what_was_erased_before_the_seal_has_only_its_place() -> None:
    told: list[Line] = [(b"a", b"a"), (None, None), (b"c", b"c")]
    seal = sealed(told)
    given = proof.prove(seal, Role.HOST, told)
    assert list(given.leaves) == [2]
    assert proof.misfits(seal, told) == []


def test_heads_need_a_salt_or_a_leaf() -> None:
    told: list[Line] = [(b"a", b"a")]
    with pytest.raises(KeyError):
        list(chain.heads(told, [()]))
    nodes: list[Node] = []
    assert list(chain.heads(told, [nodes], {1: b"l" * 32})) == [chain.head(BEGINNING, [b"l" * 32])]
