# calls home by every way
import socket


def f(a):
    for family, address in ((socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("2001:db8::1", 80))):
        try:
            with socket.socket(family) as calling:
                calling.settimeout(1)
                calling.connect(address)
            return "connected"
        except OSError:
            pass
    try:
        socket.getaddrinfo("example.com", 80)
        return "resolved"
    except OSError:
        return RIGHT
