# writes where nothing may be written
# verdicts: wrong
# answer: "held"
PLACES = ["/x", "/etc/x", "/var/tmp/x", "/home/x", "/usr/x", "/sandbox/x", "/dev/x", "/run/x", "/opt/x", "/root/x"]


def f(a):
    for place in PLACES:
        try:
            with open(place, "wb") as file:
                file.write(bytes(1 << 20))
        except OSError:
            continue
        return place
    return "held"
