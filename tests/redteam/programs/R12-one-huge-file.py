# one file without end
# runsc: time_limit internal_error
# verdicts: runtime_error
def f(a):
    with open("/tmp/large", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
