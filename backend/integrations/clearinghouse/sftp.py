"""The clearinghouse over SFTP: folders ``out`` and ``in`` on its server, reached as ``sftp://user@host:port/folder``."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import paramiko

from backend.integrations.clearinghouse.folder import plain_name
from backend.kit.files import HALF

SECONDS = 20


class SftpClearinghouse:
    """Files over one connection a piece of work. A file appears whole or not at all; the server must be the one we know."""

    def __init__(self, address: str, *, host_key: str, password: str = "", key: Path | None = None) -> None:
        where = urlsplit(address)
        assert where.scheme == "sftp", "an address like sftp://user@host:port/folder"
        assert where.hostname, "an address names its server"
        assert where.username, "an address names who signs in"
        self._host, self._port, self._user = where.hostname, where.port or 22, where.username
        folder = PurePosixPath(where.path or "/")
        self._out, self._in, self._settled = folder / "out", folder / "in", folder / "settled"
        self._host_key, self._password, self._key = host_key, password, key

    def send(self, name: str, content: bytes) -> None:
        there = str(self._out / plain_name(name))
        with self._signed_in() as files:
            if _is_there(files, there):
                return
            half = f"{there}{HALF}"
            files.putfo(io.BytesIO(content), half, file_size=len(content), confirm=True)
            files.posix_rename(half, there)

    def waiting(self) -> list[str]:
        with self._signed_in() as files:
            found = [one for one in files.listdir_attr(str(self._in)) if not one.filename.endswith(HALF)]
            return [one.filename for one in sorted(found, key=lambda one: (one.st_mtime or 0, one.filename))]

    def fetch(self, name: str) -> bytes:
        with self._signed_in() as files, files.open(str(self._in / plain_name(name)), "rb") as there:
            there.prefetch()
            return there.read()

    def settle(self, name: str) -> None:
        name = plain_name(name)
        with self._signed_in() as files:
            files.posix_rename(str(self._in / name), str(self._settled / name))

    @contextlib.contextmanager
    def _signed_in(self) -> Iterator[paramiko.SFTPClient]:
        with contextlib.closing(paramiko.SSHClient()) as client:
            kind, text = self._host_key.split()[:2]
            known = f"[{self._host}]:{self._port}" if self._port != 22 else self._host
            entry = paramiko.hostkeys.HostKeyEntry.from_line(f"{known} {kind} {text}")
            assert entry is not None, "a host key as known_hosts writes it"
            assert entry.key is not None, "a host key as known_hosts writes it"
            client.get_host_keys().add(known, kind, entry.key)
            client.set_missing_host_key_policy(paramiko.RejectPolicy())
            client.connect(
                self._host, self._port, self._user, self._password or None, pkey=_private_key(self._key),
                timeout=SECONDS, banner_timeout=SECONDS, auth_timeout=SECONDS, allow_agent=False, look_for_keys=False,
            )  # fmt: skip
            with client.open_sftp() as files:
                yield files


def _is_there(files: paramiko.SFTPClient, path: str) -> bool:
    try:
        files.stat(path)
    except FileNotFoundError:
        return False
    return True


def _private_key(path: Path | None) -> paramiko.PKey | None:
    return None if path is None else paramiko.PKey.from_path(path)
