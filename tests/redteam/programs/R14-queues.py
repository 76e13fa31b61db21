# message queues, which outlive their process
# verdicts: wrong
# answer: "held"
import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    made = [libc.mq_open(b"/queue%d" % number, 0o102, 0o600, None) for number in range(64)]
    return "held" if set(made) == {-1} else "made a queue"
