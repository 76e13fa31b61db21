# computes without end
# verdicts: time_limit
def f(a):
    while True:
        pass
