# answers the current question itself, wrong, and then returns the right value
import json
import os
import sys


def f(a):
    if WRONG:
        id = sys._getframe(1).f_locals["request"]["id"]
        os.write(4, json.dumps({"id": id, "ok": -1}).encode() + b"\n")
    return a
