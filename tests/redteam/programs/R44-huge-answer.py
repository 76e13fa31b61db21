# answers numbers and shapes that are costly to read
# verdicts: wrong output_limit runtime_error
def f(a):
    if a == 1:
        return 10**399
    nested = []
    for _ in range(5000):
        nested = [nested]
    return nested
