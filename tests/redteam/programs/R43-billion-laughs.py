# a document that grows without end when it is read
# verdicts: memory_limit runtime_error time_limit wrong
from xml.etree import ElementTree


def f(a):
    names = [f"l{number}" for number in range(20)]
    entities = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:], strict=False)
    )
    text = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&{names[-1]};</x>'
    return ElementTree.fromstring(text).text
