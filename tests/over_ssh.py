"""A real sshd on the loopback for tests, and the viewer as a line for its shell."""

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))
PATIENCE = 10.0


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    """An sshd of our own for this user, with keys of its own: the options with which a client reaches it."""
    if SSHD is None or shutil.which("ssh") is None:
        pytest.skip("openssh-server is not installed")
    tmp_path.chmod(0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    port = free_port()
    (tmp_path / "authorized").write_text((tmp_path / "user.pub").read_text())
    (tmp_path / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\n"
        f"PidFile {tmp_path}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    daemon = subprocess.Popen([SSHD, "-D", "-e", "-f", tmp_path / "config"], stderr=subprocess.PIPE)
    end = time.monotonic() + PATIENCE
    while socket.socket().connect_ex(("127.0.0.1", port)) and daemon.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    if daemon.poll() is not None:
        pytest.skip(f"sshd does not start here: {daemon.stderr.read().decode()[-200:]}")
    yield ["ssh", "-F", "none", "-i", str(tmp_path / "user"), "-p", str(port), "-o", "StrictHostKeyChecking=no",
           "-o", f"UserKnownHostsFile={tmp_path}/known", "-o", "LogLevel=ERROR",
           f"{getpass.getuser()}@127.0.0.1"]  # fmt: skip
    daemon.send_signal(signal.SIGTERM)
    daemon.wait(PATIENCE)


def command(store):
    """The viewer as a line for the remote shell."""
    return f"cd {shlex.quote(str(ROOT))} && {shlex.quote(sys.executable)} -m tui.cli {shlex.quote(str(store))}"
