"""A stranger's package is read whole or refused with a sentence; nothing outside of it is ever read."""

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from server.authoring import packages
from server.authoring.folders import CannotWrite, write_folder
from server.authoring.packages import BadPackage, read_package

SECRET = b"what only this machine should know\n"


def folder(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def tar(path: Path, *members: tuple[str, bytes | str | None]) -> Path:
    """A tar archive: text is where a link leads, None a device."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
                continue
            info.type, info.linkname = (tarfile.SYMTYPE, content) if content else (tarfile.CHRTYPE, "")
            archive.addfile(info)
    return path


def test_a_folder_is_read_with_the_links_in_it(tmp_path: Path) -> None:
    root = folder(tmp_path / "sum", {"data/sample/1.in": b"1 2\n", ".git/config": b"x"})
    (root / "data" / "secret").mkdir()
    (root / "data" / "secret" / "1.in").symlink_to("../sample/1.in")
    (root / "data" / "again").symlink_to("sample")
    package = read_package(root)
    assert package.name == "sum"
    assert dict(package.files) == {
        "data/again/1.in": b"1 2\n",
        "data/sample/1.in": b"1 2\n",
        "data/secret/1.in": b"1 2\n",
    }
    assert package.below("data/sample") == {"1.in": b"1 2\n"}


def test_a_link_that_leads_out_is_not_followed_and_refused_where_it_matters(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    root = folder(tmp_path / "sum", {"a": b"a"})
    (root / "data").mkdir()
    (root / "data" / "1.in").symlink_to(tmp_path / "secret")
    (root / "up").symlink_to("..")
    package = read_package(root)
    assert list(package.files) == ["a"]
    package.none_outside("submissions/")
    with pytest.raises(BadPackage, match=r"data/1.in is a link that leads out of the package"):
        package.none_outside("data/")


def test_a_link_that_leads_nowhere_or_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path / "sum", {"a": b"a"})
    (root / "b").symlink_to("gone")
    with pytest.raises(BadPackage, match="b is a link that leads nowhere"):
        read_package(root)
    (root / "b").unlink()
    (root / "loop").mkdir()
    (root / "loop" / "again").symlink_to("../loop")
    with pytest.raises(BadPackage, match="folders deep"):
        read_package(root)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    root = folder(tmp_path / "sum", {"a": b"a"})
    os.mkfifo(root / "pipe")
    assert list(read_package(root).files) == ["a"]


def test_archives_are_read_without_being_unpacked(tmp_path: Path) -> None:
    members: list[tuple[str, bytes | str | None]] = [
        ("sum/data/sample/1.in", b"1\n"),
        ("sum/data/secret/1.in", "../sample/1.in"),
        ("sum/again", "data/sample"),
        ("sum/tty", None),
    ]
    package = read_package(tar(tmp_path / "any.tar.gz", *members))
    assert package.name == "sum"
    assert dict(package.files) == {"data/sample/1.in": b"1\n", "data/secret/1.in": b"1\n", "again/1.in": b"1\n"}
    with zipfile.ZipFile(tmp_path / "sum.zip", "w") as archive:
        archive.writestr("a", b"a")
        link = zipfile.ZipInfo("b")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "a")
    package = read_package(tmp_path / "sum.zip")
    assert (package.name, dict(package.files)) == ("sum", {"a": b"a", "b": b"a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["any.tar.gz", "sum.zip"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b"])
def test_a_member_whose_name_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadPackage, match="which leads out of it"):
        read_package(tar(tmp_path / "evil.tar.gz", (name, b"x")))


@pytest.mark.parametrize("target", ["../../etc/passwd", "/etc/passwd", "b", "gone"])
def test_a_link_in_an_archive_that_leads_out_or_nowhere_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(BadPackage, match="is a link that leads"):
        read_package(tar(tmp_path / "evil.tar.gz", ("b", target), ("a", b"a")))


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_FILE", 10)
    monkeypatch.setattr(packages, "MAX_FILES", 3)
    monkeypatch.setattr(packages, "MAX_PACKAGE", 25)
    with pytest.raises(BadPackage, match="is larger than"):
        read_package(folder(tmp_path / "file", {"a": b"x" * 11}))
    with pytest.raises(BadPackage, match="more than 3 files"):
        read_package(folder(tmp_path / "files", dict.fromkeys("abcd", b"")))
    with pytest.raises(BadPackage, match="holds more than"):
        read_package(folder(tmp_path / "package", dict.fromkeys("abc", b"x" * 9)))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 1_000_000)
    with pytest.raises(BadPackage, match="is larger than"):
        read_package(tmp_path / "bomb.zip")


def test_what_is_no_package_says_so(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    with pytest.raises(BadPackage, match="neither a folder nor a zip or tar archive"):
        read_package(tmp_path / "text")


def test_a_task_is_written_whole_and_over_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path / "sum", {"task.yaml": "title: Sum\n", "data/1.in": b"1\n"})
    assert (tmp_path / "sum" / "data" / "1.in").read_bytes() == b"1\n"
    with pytest.raises(CannotWrite, match="is there already"):
        write_folder(tmp_path / "sum", {"task.yaml": ""})
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_folder(tmp_path / "half", {"a": "x", "a/b": "a file is no folder"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sum"]
