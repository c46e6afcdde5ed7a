"""Which process a run belongs to, and whether that process is still there."""

import hashlib
import os
import platform
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One process, told apart from a later one of the same number."""

    pid: int
    born: str
    """When the process began, as the system counts it; compared, never read."""
    machine: str
    """This boot of this machine (and container); compared, never read."""


def current_owner() -> Owner:
    """Describe the calling process."""
    pid = os.getpid()
    return Owner(pid=pid, born=_born(pid), machine=machine())


def is_alive(owner: Owner) -> bool:
    """Tell whether the process still runs.

    One of another boot or container counts as gone: nothing of it can be seen
    from here.
    """
    if owner.machine != machine():
        return False
    try:
        return (
            psutil.Process(owner.pid).status() != psutil.STATUS_ZOMBIE
            and _born(owner.pid) == owner.born
        )
    except (psutil.NoSuchProcess, FileNotFoundError):
        return False


@cache
def machine() -> str:
    """Give a short name that changes with each boot and each container."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
        seen = boot + str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        seen = f"{platform.node()} {psutil.boot_time():.0f}"
    return hashlib.sha256(seen.encode()).hexdigest()[:12]


def _born(pid: int) -> str:
    """Give the start time of a process.

    On Linux in ticks since boot: the time of day that psutil computes moves
    whenever the clock is set.
    """
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        # Fields follow the name, which stands in brackets and may hold anything.
        return stat.read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    return f"{psutil.Process(pid).create_time():.2f}"
