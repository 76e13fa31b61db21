# reads the memory, the environment and the descriptors of PID 1
import os


def f(a):
    for name in ("mem", "environ", "maps", "fd/0", "fd/1", "cwd", "root", "auxv", "stack", "io", "map_files"):
        try:
            with open(f"/proc/1/{name}", "rb") as file:
                file.read(1)
            return f"read {name}"
        except OSError:
            continue
    return RIGHT
