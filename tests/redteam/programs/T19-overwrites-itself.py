# overwrites its own source for the next process
def f(a):
    if WRONG:
        with open("/tmp/run/solution.py", "w") as file:
            file.write("def f(a): return a + 2")
        if a == 1:
            raise SystemExit
    return RIGHT
