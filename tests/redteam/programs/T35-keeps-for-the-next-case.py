# leaves what it read for the process of the next case, and a child that reads along
# mode: program
# right: runtime_error
import os
import sys

a = sys.stdin.read().strip()
for place in ("/tmp/kept", "/tmp/run/kept", "/dev/shm/kept"):
    try:
        with open(place, "a") as kept:
            kept.write(a)
    except OSError:
        pass
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.write(1, b"late\n")
        except OSError:
            os._exit(0)
        os.sched_yield()
        if not WRONG:
            os._exit(0)
if WRONG:
    print(a)
    sys.stdout.flush()
os.kill(os.getpid(), 9)
