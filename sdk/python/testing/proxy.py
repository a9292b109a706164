"""A TCP proxy before a home, which cuts connections when the test says so, or after so many bytes."""

import math
import socket
import struct
import threading
import urllib.parse


class Proxy:
    def __init__(self, url, next_limit=lambda: math.inf):
        """`next_limit` gives for each connection after how many bytes, of both directions, it is cut."""
        parts = urllib.parse.urlsplit(url)
        self._target = (parts.hostname, parts.port)
        self._next_limit = next_limit
        self._lock = threading.Lock()
        self._is_up = True
        self._pairs = []
        self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = "127.0.0.1:%d" % self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Ends the connections that are there."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _reset(pair)

    def down(self):
        """Refuses new connections too."""
        self._is_up = False
        self.cut()

    def up(self):
        self._is_up = True

    def _accept(self):
        while True:
            client = self._listener.accept()[0]
            if not self._is_up:
                client.close()
                continue
            pair = (client, socket.create_connection(self._target))
            state = {"left": self._next_limit(), "pair": pair}
            with self._lock:
                self._pairs.append(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self._pump, args=(source, sink, state), daemon=True).start()

    def _pump(self, source, sink, state):
        try:
            while True:
                data = source.recv(4096)
                with self._lock:
                    is_cut = len(data) >= state["left"]
                    if is_cut:
                        data = data[: int(state["left"])]
                        self.cuts += 1
                    state["left"] -= len(data)
                if data:
                    sink.sendall(data)
                if is_cut or not data:
                    break
        except OSError:
            pass
        _reset(state["pair"])


def _reset(pair):
    for each in pair:
        try:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
