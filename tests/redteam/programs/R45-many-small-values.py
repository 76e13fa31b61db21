# an answer as large as an answer may be, of the smallest values there are
# verdicts: wrong output_limit
def f(a):
    return [0] * 500_000
