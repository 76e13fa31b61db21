# a file for every inode
# runsc: time_limit internal_error
# verdicts: runtime_error
def f(a):
    number = 0
    while True:
        number += 1
        open(f"/tmp/{number}", "w").close()
