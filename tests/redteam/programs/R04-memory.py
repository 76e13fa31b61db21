# eats memory
# runsc: runtime_error internal_error
# verdicts: memory_limit
def f(a):
    held = []
    while True:
        held.append(bytearray(8 << 20))
