"""A fence around a process by Linux's Landlock: it opens what programs consist of, nothing else.

By hand, for no library of the kernel's interface comes with wheels. The calls have the same numbers
on every architecture. Where the kernel has no Landlock the other bounds still hold.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8
_FILE_ACCESS = (0x1FFF, 0x3FFF, 0x7FFF)
"""All that versions 1, 2 and 3 can forbid to do with files."""
_NET_VERSION, _NET_ACCESS = 4, 3
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/opt", "/nix/store", "/gnu/store")
_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/dev/urandom")
_SINK = "/dev/null"


def fence_this_process(folders: Iterable[str]) -> bool:
    """Let this process, and those that it starts, read programs, libraries and `folders` alone.

    It can write no file, and connect to none by TCP where the kernel is of 2024 or newer.

    Returns:
        Whether there is a fence now.
    """
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    access = _FILE_ACCESS[min(version, len(_FILE_ACCESS)) - 1]
    handled = struct.pack("QQ", access, _NET_ACCESS)[: 16 if version >= _NET_VERSION else 8]
    rules = system.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    own = (sys.prefix, sys.base_prefix, *sys.path, *folders)
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    for path in filter(None, {*own, *libraries, *_SYSTEM, *_FILES}):
        _allow(system, rules, path, _EXECUTE | _READ | _LIST)
    _allow(system, rules, _SINK, _READ | _WRITE)
    alone = system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    fenced = not alone and not system.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return fenced


def _allow(system: ctypes.CDLL, rules: int, path: str, access: int) -> None:
    if not Path(path).exists():
        return
    place = os.open(path, os.O_PATH)
    allowed = access if Path(path).is_dir() else access & ~_LIST
    system.syscall(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", allowed, place), 0)
    os.close(place)
