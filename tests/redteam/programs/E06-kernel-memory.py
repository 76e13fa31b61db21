# reads what the kernel shows of itself
# verdicts: wrong
# answer: "held"
PLACES = [
    "/proc/kcore", "/proc/kmsg", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/dev/mem", "/dev/kmsg",
    "/dev/port", "/proc/sysvipc/shm-", "/sys/firmware/acpi/tables/DSDT", "/sys/kernel/debug/x",
]


def f(a):
    for place in PLACES:
        try:
            with open(place, "rb") as file:
                if file.read(1):
                    return f"read {place}"
        except OSError:
            continue
    return "held"
