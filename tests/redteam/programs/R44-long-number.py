# reads a number of ten million digits, with the guard against it switched off
# verdicts: time_limit runtime_error wrong
import sys


def f(a):
    sys.set_int_max_str_digits(0)
    return int("9" * 10**7) % 10
