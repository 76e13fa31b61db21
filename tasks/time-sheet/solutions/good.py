import re

HOURS = re.compile(r"([0-9]+)h")
MINUTES = re.compile(r"([0-9]+)m")
BOTH = re.compile(r"([0-9]+)h *([0-9]+)m")
POINT = re.compile(r"([0-9]+)\.([0-9]{1,2})h")
CLOCK = re.compile(r"([0-9]+):([0-9]{2})")
DAY = 24 * 60


def minutes_of(entry):
    minutes = understood(entry.strip(" "))
    return minutes if minutes is not None and 1 <= minutes <= DAY else None


def understood(text):
    if found := HOURS.fullmatch(text):
        return int(found[1]) * 60
    if found := MINUTES.fullmatch(text):
        return int(found[1])
    if found := BOTH.fullmatch(text) or CLOCK.fullmatch(text):
        hours, minutes = int(found[1]), int(found[2])
        return hours * 60 + minutes if minutes < 60 else None
    if found := POINT.fullmatch(text):
        minutes, rest = divmod(int(found[1] + found[2].ljust(2, "0")) * 60, 100)
        return None if rest else minutes
    return None


def report(lines):
    sums, bad = {}, []
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip(" ")
        if not text:
            continue
        name, colon, entry = text.partition(":")
        name, minutes = name.strip(" "), minutes_of(entry)
        if not (name and colon):
            bad.append(f"line {number}: no project")
        elif minutes is None:
            bad.append(f"line {number}: no time")
        else:
            sums[name] = sums.get(name, 0) + minutes
    return [f"{name} {total // 60}h {total % 60:02}m" for name, total in sums.items()] + bad
