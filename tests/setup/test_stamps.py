"""What is done is remembered by what it was made from."""

from pathlib import Path

from setup.stamps import done, key, mark, tree


def test_a_product_is_done_only_while_everything_it_was_made_from_stays_the_same(tmp_path: Path) -> None:
    source, stamp = tmp_path / "source", tmp_path / "product" / ".stamp"
    source.write_text("one")
    mark(stamp, key(files=[source]))
    assert done(stamp, key(files=[source]))
    source.write_text("two")
    assert not done(stamp, key(files=[source]))


def test_nothing_is_done_before_its_first_mark(tmp_path: Path) -> None:
    assert not done(tmp_path / "missing", key("anything"))


def test_a_missing_file_and_an_empty_one_of_another_name_differ(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert key(files=[tmp_path / "a"]) != key(files=[tmp_path / "b"])


def test_facts_do_not_run_into_each_other() -> None:
    assert key("ab", "c") != key("a", "bc")


def test_a_tree_leaves_out_only_top_level_names_and_keeps_one_order(tmp_path: Path) -> None:
    for name in ("b.ts", "a.ts", "dist/out.js", "src/dist/kept.ts"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = [file.relative_to(tmp_path).as_posix() for file in tree(tmp_path, leave=frozenset({"dist"}))]
    assert names == ["a.ts", "b.ts", "src/dist/kept.ts"]
