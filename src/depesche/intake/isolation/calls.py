"""System calls that a process which reads a file has no use for: they are refused by the kernel (seccomp, Linux).

Limits bound what a process may use up; this bounds what it may do, also as root, whom RLIMIT_NPROC does not bind, and
where no user namespace keeps it off the network. It may think, take memory, read files and write to what is open.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

_NAMES: dict[str, tuple[int | None, int | None]] = {
    # No other process, no other program, no way to reach or harm one.
    "clone": (56, 220),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    # No network, not even on this machine.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    # Nothing on the disk made, changed or deleted.
    "creat": (85, None),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    # Nothing of the kernel's that has been a way out before.
    "mount": (165, 40),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "keyctl": (250, 219),
}
_UNKNOWN = {"clone3": (435, 435), "openat2": (437, 437)}
"""Said not to exist: their arguments cannot be looked at, and the C library has older ways to ask the same."""
_OPENING = {"open": ((2, 1), None), "openat": ((257, 2), (56, 2))}
"""With the place of the argument that says what for: reading is allowed, nothing else."""
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_NOT_FOR_READING = 0o3 | 0o100 | 0o1000  # O_WRONLY, O_RDWR; O_CREAT; O_TRUNC
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2

_Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def forbid(libc: ctypes.CDLL) -> bool:
    """Forbid them to this process for good; False where the kernel or the machine knows no way. Needs
    `PR_SET_NO_NEW_PRIVS`."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = b"".join(struct.pack("HBBI", *one) for one in program(*machine))
    buffer = ctypes.create_string_buffer(code, len(code))
    found = _Program(len(code) // 8, ctypes.addressof(buffer))
    refused: int = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(found), 0, 0)
    return refused == 0


def program(column: int, architecture: int) -> list[_Instruction]:
    """The filter, in the kernel's little language: each rule answers or passes on to the next."""
    rules: list[_Instruction] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
    ]
    for table, error in ((_NAMES, errno.EPERM), (_UNKNOWN, errno.ENOSYS)):
        for numbers in table.values():
            if (number := numbers[column]) is not None:
                rules += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | error)]
    for places in _OPENING.values():
        if (place := places[column]) is not None:
            number, argument = place
            rules += [
                (_EQUAL, 0, 4, number),
                (_LOAD, 0, 0, 16 + 8 * argument),
                (_ANY_BIT, 0, 1, _NOT_FOR_READING),
                (_RETURN, 0, 0, _ERROR | errno.EPERM),
                (_RETURN, 0, 0, _ALLOW),
            ]
    return [*rules, (_RETURN, 0, 0, _ALLOW)]
