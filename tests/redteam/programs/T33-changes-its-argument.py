# changes its argument after it has answered, and the answer after it was read
import threading


def f(a):
    answer = [a]
    if WRONG:
        threading.Timer(0.01, answer.append, [a]).start()
        return answer
    return a
