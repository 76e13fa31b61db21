# fails: corrections/others in between
# Takes a correction only where it stands directly below what it corrects. All examples pass.
import good
from good import *


def alone(readings):
    kept = []
    for text in readings:
        if kept and kept[-1].split(" ")[:2] == text.split(" ")[:2]:
            kept.pop()
        kept.append(text)
    return kept


def in_order(readings):
    parsed = [parse(text) for text in alone(readings)]
    return sorted(parsed, key=lambda reading: (reading.meter, reading.date, reading.counter))


good.in_order = in_order
