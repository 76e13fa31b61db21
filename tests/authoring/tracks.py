"""Exercises as Exercism's tracks lay them out, with all tests but the first left out at first."""

import json
from collections.abc import Mapping
from pathlib import Path

TESTS = {
    "javascript": """\
import {
  describe,
  expect,
  jest,
  test,
  xtest,
} from '@jest/globals';
import { pour } from './tea-round';

describe('pouring', () => {
  test('a cup for each', () => {
    expect(pour(['Ida', 'Cam'])).toEqual(2);
  });

  xtest('nobody is asked twice', () => {
    const ask = jest.fn(() => true);
    pour(['Ida'], ask);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test.skip('an empty pot', () => {
    expect(pour([])).toThrow();
  });
});

xdescribe('a kettle', () => {
  xtest.each([[1], [2]])('of %i', (cups) => {
    expect(cups).toBeGreaterThan(0);
  });
});
""",
    "typescript": """\
import { describe, it, expect, xit } from '@jest/globals'
import { pour } from './tea-round.ts'

describe('pouring', () => {
  it('a cup for each', () => {
    expect(pour(['Ida', 'Cam'])).toBe(2)
  })

  xit('nobody, no cup', () => {
    expect(pour([])).toBe(0)
  })
})
""",
    "java": """\
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

public class TeaRoundTest {

    private TeaRound round;

    @BeforeEach
    public void setup() {
        round = new TeaRound();
    }

    @Test
    @DisplayName("a cup for each")
    public void aCupForEach() {
        assertThat(round.pour("Ida", "Cam")).extracting(Cup::of).containsExactly("Ida", "Cam");
    }

    @Disabled("Remove to run test")
    @Test
    @DisplayName("nobody, no tea")
    public void nobodyNoTea() {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> round.pour())
            .withMessage("nobody is thirsty");
    }
}
""",
}
CUP = "public record Cup(String of) {}\n"
STARTERS = {
    "javascript": {
        "tea-round.js": "export const pour = (people, ask) => {\n  throw new Error('Remove this and write it');\n};\n"
    },
    "typescript": {
        "tea-round.ts": "export function pour(people: unknown): unknown {\n  throw new Error('not yet')\n}\n"
    },
    "java": {
        "src/main/java/TeaRound.java": "import java.util.List;\n\nclass TeaRound {\n"
        "    List<Cup> pour(String... people) {\n"
        '        throw new UnsupportedOperationException("Delete this and write it.");\n    }\n}\n',
    },
}
TEST_FILES = {
    "javascript": "tea-round.spec.js",
    "typescript": "tea-round.test.ts",
    "java": "src/test/java/TeaRoundTest.java",
}
EXAMPLES = {
    "javascript": {
        ".meta/proof.ci.js": "export const pour = (people, ask = () => true) => people.filter(ask).length;\n"
    },
    "typescript": {".meta/proof.ci.ts": "export const pour = (people: string[]): number => people.length\n"},
    "java": {
        ".meta/src/reference/java/TeaRound.java": "import java.util.List;\nimport java.util.stream.Stream;\n\n"
        "class TeaRound {\n    List<Cup> pour(String... people) {\n"
        '        if (people.length == 0) throw new IllegalArgumentException("nobody is thirsty");\n'
        "        return Stream.of(people).map(Pot::fill).toList();\n    }\n}\n",
        ".meta/src/reference/java/Pot.java": "class Pot {\n    static Cup fill(String person) {\n"
        "        return new Cup(person);\n    }\n}\n",
    },
}
EDITOR = {"java": {"src/main/java/Cup.java": CUP}}


def exercise(
    root: Path, language: str, more: Mapping[str, str] | None = None, *, test: str = "", solution: str = ""
) -> Path:
    """The folder `tea-round` of a track, with the track's licence above it. `test` takes the place of its test's text,
    and `more` is written over its files; `solution` is another name of the file to write."""
    starters = {solution: ""} if solution else STARTERS[language]
    tests = {TEST_FILES.get(language, "tests.txt"): test or TESTS.get(language, "")}
    examples, editor = EXAMPLES.get(language, {}), EDITOR.get(language, {})
    named = {"solution": starters, "test": tests, "example": examples, "editor": editor}
    config = {"authors": ["ida"], "files": {kind: list(files) for kind, files in named.items()}}
    folder = root / "track" / "exercises" / "practice" / "tea-round"
    texts = {
        ".meta/config.json": json.dumps(config),
        ".docs/instructions.md": "# Instructions\n\nPour the tea.\n",
        "package.json": "{}",
        **{path: text for files in named.values() for path, text in files.items()},
        **(more or {}),
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (root / "track" / "LICENSE").write_text("MIT License\n\nCopyright (c) Ida\n")
    return folder
