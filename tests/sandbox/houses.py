"""A sandbox house of a test's own, to build images from."""

from pathlib import Path


def echo_house(folder: Path) -> Path:
    """The house, with one small language, `echo`."""
    (folder / "languages" / "echo").mkdir(parents=True)
    (folder / "init").mkdir()
    (folder / "init" / "init.c").write_text("int main(void) { return 0; }\n")
    dockerfile(folder).write_text("ARG BASE\nFROM ${BASE}\nCOPY init/init.c /init.c\n")
    return folder


def dockerfile(house: Path) -> Path:
    return house / "languages" / "echo" / "Dockerfile"
