# makes a 32-bit system call, which a filter of 64-bit ones does not know
# verdicts: wrong
# answer: "held"
import ctypes
import mmap
import os


def f(a):
    child = os.fork()
    if child == 0:
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(bytes.fromhex("b814000000cd80c3"))  # getpid by the old gate
        address = ctypes.addressof(ctypes.c_char.from_buffer(code))
        ctypes.CFUNCTYPE(ctypes.c_int)(address)()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return "held" if os.WIFSIGNALED(status) else "called"
