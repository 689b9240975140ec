"""What somebody may try over SSH to get more than the own desk. Each returns True when it got through."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.kiosk.host import Host

FOREIGN = {
    "PYTHONPATH": "/tmp", "PYTHONSTARTUP": "/tmp/x.py", "PYTHONINSPECT": "1", "PYTHONUTF8": "0",
    "TEXTUAL_DRIVER": "evil:X", "TEXTUAL_LOG": "/tmp/textual.log", "TEXTUAL_SCREENSHOT": "1",
    "LD_PRELOAD": "/tmp/x.so", "LD_LIBRARY_PATH": "/tmp", "LC_ALL": "zh_CN.GBK", "LC_CTYPE": "zh_CN.GBK",
    "LANG": "zh_CN.GBK", "BASH_ENV": "/tmp/x.sh", "ENV": "/tmp/x.sh", "COLUMNS": "9", "NO_COLOR": "1",
}  # fmt: skip
"""Variables that a client sends along."""


def ran_a_command(host: Host, *arguments: str) -> bool:
    """Whether `id` ran."""
    done = host.run(host.ssh(*arguments))
    return "uid=" in done.stdout + done.stderr


def copied_a_file(host: Host, *program: str) -> bool:
    """Whether a file arrived in the account's home."""
    given, there = host.folder / "given", f"/home/{host.accounts['e01']}/taken"
    given.write_text("x")
    Path(there).unlink(missing_ok=True)
    options = host.options(host.accounts["e01"])
    host.run([*program, *options, "-P", str(host.port), str(given), f"{host.accounts['e01']}@127.0.0.1:{there}"])
    return Path(there).exists()


def used_sftp(host: Host) -> bool:
    """Whether sftp listed the root directory."""
    options = host.options(host.accounts["e01"])
    whom = f"{host.accounts['e01']}@127.0.0.1"
    done = host.run(["sftp", *options, "-P", str(host.port), "-b", "-", whom], typed="ls /etc\n")
    return "passwd" in done.stdout


@contextmanager
def _client(host: Host, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        host.ssh(*arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connected(port: int) -> socket.socket:
    """A connection to a port that a client is about to open."""
    end = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def _heard(connection: socket.socket) -> bytes:
    try:
        return connection.recv(64)
    except ConnectionError:
        return b""


def forwarded_a_port(host: Host) -> bool:
    """-L: whether sshd's banner came through a tunnel."""
    port = _free_port()
    with _client(host, "-N", f"-L{port}:127.0.0.1:{host.port}"), _connected(port) as connection:
        return _heard(connection).startswith(b"SSH-")


def forwarded_dynamically(host: Host) -> bool:
    """-D: the same by SOCKS5."""
    port = _free_port()
    with _client(host, "-N", f"-D{port}"), _connected(port) as connection:
        connection.sendall(b"\5\1\0")
        _heard(connection)
        connection.sendall(b"\5\1\0\1\x7f\0\0\1" + host.port.to_bytes(2, "big"))
        answer = b""
        while len(answer) < 14 and (more := _heard(connection)):
            answer += more
        return b"SSH-" in answer


def forwarded_standard_input(host: Host) -> bool:
    """-W: the same on the client's own pipe."""
    return "SSH-" in host.run(host.ssh(f"-W127.0.0.1:{host.port}")).stdout


def forwarded_backwards(host: Host) -> bool:
    """-R: whether the server listens for the client."""
    port = _free_port()
    with _client(host, "-N", f"-R{port}:127.0.0.1:{host.port}", "-oExitOnForwardFailure=yes") as client:
        while client.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return True
            except ConnectionRefusedError:
                time.sleep(0.02)
    return False


def forwarded_a_socket(host: Host) -> bool:
    """-L with a Unix socket on the server."""
    there, port = host.folder / "there.sock", _free_port()
    there.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(there))
        there.chmod(0o777)
        listener.listen()
        listener.settimeout(0.5)
        with _client(host, "-N", f"-L{port}:{there}"), _connected(port) as connection:
            try:
                listener.accept()[0].close()
            except TimeoutError:
                return False
            return _heard(connection) == b""


def opened_a_tunnel(host: Host) -> bool:
    """-w: a network device."""
    done = host.run(host.ssh("-N", "-w7:7", "-oExitOnForwardFailure=yes", "-oTunnel=point-to-point"))
    return done.returncode == 0


def brought(host: Host, *arguments: str, env: Mapping[str, str]) -> set[str]:
    """Names of variables in the desk's environment that sshd or the launcher does not set itself."""
    line = host.desk("e01", *arguments, env={**os.environ, **env})
    try:
        line.until("帮助", seconds=30)
        return set(host.environment("e01")) - {"PATH", "HOME", "LANG", "LC_ALL", "TERM", "SSH_CLIENT"}
    finally:
        line.signal(9)
        line.wait()
        host.wait_until_free("e01")


WAYS: Mapping[str, Callable[[Host], bool]] = {
    "a shell": lambda host: ran_a_command(host, "sh -c id"),
    "a shell with a terminal": lambda host: ran_a_command(host, "-tt", "bash -c id"),
    "a command": lambda host: ran_a_command(host, "id"),
    "a function in the environment": lambda host: ran_a_command(host, "() { :;}; id"),
    "a word and a command": lambda host: ran_a_command(host, "plain; id"),
    "git": lambda host: host.run(host.ssh("git-upload-pack /")).returncode == 0,
    "another's id": lambda host: "待评" in host.run(host.ssh("-tt", f"desk --as {host.accounts['e02']}")).stdout,
    "another's account": lambda host: host.run(host.ssh("-tt", name="e02", key="e01")).returncode != 255,
    "scp": lambda host: copied_a_file(host, "scp", "-O"),
    "scp over sftp": lambda host: copied_a_file(host, "scp"),
    "sftp": used_sftp,
    "subsystem": lambda host: host.run(host.ssh("-s", "sftp"), seconds=10).returncode == 0,
    "local port": forwarded_a_port,
    "dynamic port": forwarded_dynamically,
    "standard input": forwarded_standard_input,
    "remote port": forwarded_backwards,
    "socket": forwarded_a_socket,
    "tunnel": opened_a_tunnel,
}
