# Without patterns: takes one piece after the other off the front.


def minutes_of(entry):
    minutes = understood(entry.strip(" "))
    return minutes if minutes is not None and 0 < minutes <= 24 * 60 else None


def understood(text):
    number, rest = digits(text)
    if not number:
        return None
    if rest == "m":
        return int(number)
    if rest.startswith("h"):
        return with_minutes(int(number), rest[1:].lstrip(" "))
    if rest.startswith("."):
        return with_point(int(number), rest[1:])
    if rest.startswith(":"):
        more, rest = digits(rest[1:])
        return hours_and(int(number), more) if len(more) == 2 and not rest else None
    return None


def with_minutes(hours, rest):
    if not rest:
        return hours * 60
    number, unit = digits(rest)
    return hours_and(hours, number) if number and unit == "m" else None


def hours_and(hours, minutes):
    return hours * 60 + int(minutes) if int(minutes) < 60 else None


def with_point(hours, rest):
    number, unit = digits(rest)
    if len(number) not in (1, 2) or unit != "h":
        return None
    hundredths = hours * 100 + int(number) * (10 if len(number) == 1 else 1)
    return hundredths * 3 // 5 if hundredths % 5 == 0 else None


def digits(text):
    end = 0
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return text[:end], text[end:]


def report(lines):
    good, bad = {}, []
    for number, line in enumerate(lines, start=1):
        line = line.split("#")[0]
        if not line.strip(" "):
            continue
        name = line.split(":")[0].strip(" ")
        entry = line[line.find(":") + 1 :]
        if ":" not in line or not name:
            bad.append(f"line {number}: no project")
        elif (minutes := minutes_of(entry)) is None:
            bad.append(f"line {number}: no time")
        else:
            good.setdefault(name, []).append(minutes)
    return [f"{name} {sum(all_of) // 60}h {sum(all_of) % 60:02d}m" for name, all_of in good.items()] + bad
