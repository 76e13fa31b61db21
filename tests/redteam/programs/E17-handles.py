# opens the host's files by their handles
# verdicts: wrong
# answer: "held"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    class Handle(ctypes.Structure):
        _fields_ = [("bytes", ctypes.c_uint), ("type", ctypes.c_int), ("inode", ctypes.c_ulonglong)]

    handle = Handle(8, 1, 2)
    root = os.open("/", os.O_RDONLY)
    return "held" if libc.open_by_handle_at(root, ctypes.byref(handle), 0) < 0 else "opened"
