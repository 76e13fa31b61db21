"""Tracks on disk: whole or not at all, and none of another version."""

from pathlib import Path

import pytest

from server.store import track_files
from server.store.track_files import TrackFiles


def write(folder: TrackFiles, name: str, *pieces: bytes) -> None:
    growing = folder.begin(name)
    for piece in pieces:
        growing.add(piece)
    growing.finish(b"directory")


def test_pieces_are_found_at_their_places(tmp_path: Path) -> None:
    folder = TrackFiles(tmp_path / "tracks")
    growing = folder.begin("room.host")
    places = [growing.add(piece) for piece in (b"one", b"", b"three")]
    assert [growing.read(place) for place in places] == [b"one", b"", b"three"]
    assert folder.open("room.host") is None
    growing.finish(b"directory")
    assert [growing.read(place) for place in places] == [b"one", b"", b"three"]
    found = TrackFiles(tmp_path / "tracks").open("room.host")
    assert found is not None
    directory, file = found
    assert directory == b"directory"
    assert [file.read(place) for place in places] == [b"one", b"", b"three"]


def test_what_is_not_finished_is_never_found(tmp_path: Path) -> None:
    folder = TrackFiles(tmp_path)
    growing = folder.begin("room.host")
    place = growing.add(b"piece")
    growing.discard()
    growing.discard()
    assert growing.read(place) == b"piece"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_file_is_no_track(tmp_path: Path, damage: str) -> None:
    folder = TrackFiles(tmp_path)
    write(folder, "room.host", b"piece")
    (path,) = tmp_path.iterdir()
    stored = bytearray(path.read_bytes())
    if damage == "flipped":
        stored[7] ^= 1
    path.write_bytes({"cut": bytes(stored[:-3]), "flipped": bytes(stored), "empty": b""}[damage])
    assert folder.open("room.host") is None


def test_files_of_other_versions_and_of_killed_servers_are_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(TrackFiles(tmp_path), "room.host", b"old")
    TrackFiles(tmp_path).begin("killed.host")
    (tmp_path / "notes.txt").write_text("somebody else's")
    monkeypatch.setattr(track_files, "VERSION", 99)
    folder = TrackFiles(tmp_path)
    assert folder.open("room.host") is None
    write(folder, "room.host", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "room.host.v99.track"]
    folder.drop("room.host")
    folder.drop("room.host")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
