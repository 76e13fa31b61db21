/* Engines differ in what their default profile lets through (io_uring, AF_VSOCK, ptrace of an equal uid): this filter
 * is the same everywhere. Refusals are EPERM, so that programs and libraries fall back as they do elsewhere. */
#include "filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "add this machine's AUDIT_ARCH_ constant"
#endif

/* Calls of x86-64's 32-bit-pointer variant carry this bit and the same architecture word. */
#define X32_BIT 0x40000000u

#define NEW_NAMESPACES                                                                                      \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define REFUSE ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define IF_EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define IF_SET(bits, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, yes, no)
#define DENY(call) IF_EQUAL(__NR_##call, 0, 1), REFUSE

static struct sock_filter program[] = {
    LOAD(arch),
    IF_EQUAL(NATIVE, 1, 0),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
#if defined(__x86_64__)
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
    REFUSE,
#endif
    /* a way around every other check */
    DENY(io_uring_setup),
    DENY(io_uring_enter),
    DENY(io_uring_register),
    /* into other processes */
    DENY(ptrace),
    DENY(process_vm_readv),
    DENY(process_vm_writev),
    DENY(process_madvise),
    DENY(pidfd_getfd),
    DENY(kcmp),
    /* what outlives a container or is shared between them */
    DENY(keyctl),
    DENY(add_key),
    DENY(request_key),
    /* memory that belongs to no process: killing everything would not free it */
    DENY(shmget),
    DENY(msgget),
    DENY(semget),
    /* kernel machinery with a long record of holes */
    DENY(bpf),
    DENY(userfaultfd),
    DENY(perf_event_open),
    DENY(init_module),
    DENY(finit_module),
    DENY(kexec_load),
    /* namespaces, mounts, handles */
    DENY(unshare),
    DENY(setns),
    DENY(mount),
    DENY(umount2),
    DENY(pivot_root),
    DENY(chroot),
    DENY(fsopen),
    DENY(fspick),
    DENY(fsconfig),
    DENY(fsmount),
    DENY(move_mount),
    DENY(open_tree),
#ifdef __NR_mount_setattr
    DENY(mount_setattr),
#endif
    DENY(name_to_handle_at),
    DENY(open_by_handle_at),
    /* its flags are behind a pointer, where no filter can look: "not there" makes libraries use clone */
    IF_EQUAL(__NR_clone3, 0, 1),
    ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
    IF_EQUAL(__NR_clone, 0, 4),
    LOAD(args[0]),
    IF_SET(NEW_NAMESPACES, 0, 1),
    REFUSE,
    ANSWER(SECCOMP_RET_ALLOW),
    /* sockets of the families that ordinary programs use; AF_VSOCK reaches other containers */
    IF_EQUAL(__NR_socket, 0, 6),
    LOAD(args[0]),
    IF_EQUAL(AF_UNIX, 3, 0),
    IF_EQUAL(AF_INET, 2, 0),
    IF_EQUAL(AF_INET6, 1, 0),
    REFUSE,
    ANSWER(SECCOMP_RET_ALLOW),
    ANSWER(SECCOMP_RET_ALLOW),
};

int filter_install(void) {
    struct sock_fprog all = {.len = sizeof program / sizeof *program, .filter = program};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) ? errno : 0;
}
