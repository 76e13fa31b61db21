# as many threads as there may be, all computing
# runsc: internal_error
# verdicts: runtime_error time_limit memory_limit output_limit
import threading


def spin():
    while True:
        pass


def f(a):
    while True:
        threading.Thread(target=spin).start()
