# makes and opens devices
# verdicts: wrong
# answer: "held"
import os
import stat


def f(a):
    for major, minor in ((1, 1), (1, 11), (8, 0), (254, 0), (10, 229), (10, 232), (5, 1)):
        for kind in (stat.S_IFBLK, stat.S_IFCHR):
            try:
                os.mknod(f"/tmp/{major}-{minor}", kind | 0o600, os.makedev(major, minor))
                return f"device {major}:{minor}"
            except OSError:
                continue
    for name in ("mem", "kmem", "fuse", "kvm", "vda", "sda", "net/tun", "vsock", "vhost-vsock", "loop0", "dri/card0"):
        try:
            os.close(os.open(f"/dev/{name}", os.O_RDWR))
            return f"opened {name}"
        except OSError:
            continue
    return "held"
