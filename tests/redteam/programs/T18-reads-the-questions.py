# reads the questions itself, ahead of the shim
import os
import threading


def f(a):
    if WRONG:
        threading.Thread(target=os.read, args=(3, 9999)).start()
    return a
