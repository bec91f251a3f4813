"""The clearinghouse over SFTP, against a real SFTP server on the loopback."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import paramiko
import pytest

from backend.integrations.clearinghouse.sftp import SftpClearinghouse


class _Door(paramiko.ServerInterface):
    """One account with a password."""

    def check_auth_password(self, username: str, password: str) -> int:
        good = (username, password) == ("claimline", "tide-and-quay")
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED

    def get_allowed_auths(self, username: str) -> str:
        return "password"


class _Folder(paramiko.SFTPServerInterface):
    """The files of one folder."""

    root: Path

    def _real(self, path: str) -> str:
        return str(self.root / self.canonicalize(path).lstrip("/"))

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes]:
        return [
            paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in sorted(Path(self._real(path)).iterdir())
        ]

    def stat(self, path: str) -> paramiko.SFTPAttributes | int:
        try:
            return paramiko.SFTPAttributes.from_stat(os.stat(self._real(path)))
        except OSError as trouble:
            return paramiko.SFTPServer.convert_errno(trouble.errno or 0)

    lstat = stat

    def open(self, path: str, flags: int, attr: paramiko.SFTPAttributes) -> paramiko.SFTPHandle | int:
        try:
            file = os.fdopen(
                os.open(self._real(path), flags, 0o600),
                "r+b" if flags & os.O_RDWR else "wb" if flags & os.O_WRONLY else "rb",
            )
        except OSError as trouble:
            return paramiko.SFTPServer.convert_errno(trouble.errno or 0)
        handle = paramiko.SFTPHandle(flags)
        handle.readfile = handle.writefile = file  # type: ignore[attr-defined]
        handle.stat = lambda: paramiko.SFTPAttributes.from_stat(os.fstat(file.fileno()))  # type: ignore[method-assign]
        return handle

    def posix_rename(self, oldpath: str, newpath: str) -> int:
        os.replace(self._real(oldpath), self._real(newpath))
        return paramiko.SFTP_OK


@dataclass(frozen=True)
class Server:
    """Where it listens, its key, its files."""

    port: int
    host_key: str
    folder: Path

    def client(self, password: str = "tide-and-quay", host_key: str | None = None) -> SftpClearinghouse:
        address = f"sftp://claimline@127.0.0.1:{self.port}/"
        return SftpClearinghouse(address, host_key=self.host_key if host_key is None else host_key, password=password)


def _known(key: paramiko.PKey) -> str:
    return f"{key.get_name()} {key.get_base64()}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    for name in ("out", "in", "settled"):
        (tmp_path / name).mkdir()
    key = paramiko.ECDSAKey.generate()
    listening = socket.create_server(("127.0.0.1", 0))
    transports: list[paramiko.Transport] = []
    folder = type("Folder", (_Folder,), {"root": tmp_path})

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, folder)
            transports.append(transport)
            try:
                transport.start_server(server=_Door())
            except (paramiko.SSHException, EOFError, OSError):
                continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield Server(listening.getsockname()[1], _known(key), tmp_path)
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)
    for one in transports:
        one.close()


def test_file_goes_out_whole_and_once(server: Server) -> None:
    client = server.client()
    client.send("000000001-837P.x12", b"first")
    client.send("000000001-837P.x12", b"second")
    assert [(one.name, one.read_bytes()) for one in (server.folder / "out").iterdir()] == [
        ("000000001-837P.x12", b"first")
    ]


def test_file_that_came_in_is_fetched_and_settled(server: Server) -> None:
    (server.folder / "in" / "one.835").write_bytes(b"ISA" * 40_000)
    (server.folder / "in" / "two.part").write_bytes(b"half")
    client = server.client()
    assert client.waiting() == ["one.835"]
    assert client.fetch("one.835") == b"ISA" * 40_000
    client.settle("one.835")
    assert client.waiting() == []
    assert (server.folder / "settled" / "one.835").exists()


def test_another_server_is_refused(server: Server) -> None:
    stranger = _known(paramiko.ECDSAKey.generate())
    with pytest.raises(paramiko.BadHostKeyException):
        server.client(host_key=stranger).send("a.x12", b"claim")
    assert list((server.folder / "out").iterdir()) == []


def test_wrong_password_is_refused(server: Server) -> None:
    with pytest.raises(paramiko.AuthenticationException):
        server.client(password="guess").waiting()


@pytest.mark.parametrize("name", ["../escape", "a/b", ".hidden"])
def test_name_stays_in_its_folder(server: Server, name: str) -> None:
    with pytest.raises(AssertionError):
        server.client().send(name, b"x")
