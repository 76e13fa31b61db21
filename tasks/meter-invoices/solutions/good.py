"""The nightly job: readings of water meters in, invoice lines out."""

ROLLOVER = 100_000
FULL_PRICE_UNITS = 50


class Reading:
    """What a counter showed on one day. Dates are text, such as 2026-03-01."""

    def __init__(self, meter: str, date: str, counter: int):
        self.meter = meter
        self.date = date
        self.counter = counter


def invoices(readings: list[str], price: int) -> list[str]:
    return [invoice(series, price) for series in by_meter(readings)]


def jumps(readings: list[str], factor: int) -> list[str]:
    return [series[0].meter for series in by_meter(readings) if has_jump(steps(series), factor)]


def has_jump(used: list[int], factor: int) -> bool:
    return any(after > factor * before for before, after in zip(used, used[1:]))


def by_meter(readings: list[str]) -> list[list[Reading]]:
    """The series of each meter, corrections made."""
    found = []
    for reading in in_order(readings):
        if not found or found[-1][0].meter != reading.meter:
            found.append([])
        take(reading, found[-1])
    return found


def in_order(readings: list[str]) -> list[Reading]:
    """By meter, and the readings of a meter by date; those of one day as they stood in the list."""
    parsed = [parse(text) for text in readings]
    return sorted(parsed, key=lambda reading: (reading.meter, reading.date))


def parse(text: str) -> Reading:
    meter, date, counter = text.split(" ")
    return Reading(meter, date, int(counter))


def take(reading: Reading, series: list[Reading]) -> None:
    """Put the reading at the end of its meter's series. A later one of the same day is a correction."""
    if series and series[-1].date == reading.date:
        series[-1] = reading
    else:
        series.append(reading)


def invoice(series: list[Reading], price: int) -> str:
    """The line for one meter, whose readings are in order."""
    first, last = series[0], series[-1]
    if len(series) < 2:
        return f"{first.meter} needs a second reading"
    units = sum(steps(series))
    return f"{first.meter} {first.date} to {last.date}: {units} units, {cost(units, price)} cents"


def steps(series: list[Reading]) -> list[int]:
    """The units from each reading to the next one."""
    used = []
    for before, after in zip(series, series[1:]):
        units = after.counter - before.counter
        if units < 0:
            units += ROLLOVER
        used.append(units)
    return used


def cost(units: int, price: int) -> int:
    """In cents: the first units at the full price, the others at two thirds of it."""
    full = min(units, FULL_PRICE_UNITS)
    cheap = units - full
    return (full * price * 3 + cheap * price * 2) // 3
