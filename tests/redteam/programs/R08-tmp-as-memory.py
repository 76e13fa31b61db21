# fills the one writable place, which counts as memory
# runsc: internal_error
# verdicts: runtime_error memory_limit
def f(a):
    number = 0
    while True:
        number += 1
        with open(f"/tmp/{number}", "wb") as file:
            file.write(bytes(15 << 20))
