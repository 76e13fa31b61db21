# waits for input that never comes
# verdicts: runtime_error wrong
def f(a):
    return input()
