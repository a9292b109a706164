"""Ten clients write 1,000 messages while a proxy cuts their connections 50 times at random bytes. Each must hear all of them, once and in order."""

import asyncio
import collections
import random
import socket
import struct
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import lanai

CLIENTS, EACH, CUTS = 10, 100, 50
url, key, mode, seed = sys.argv[1:5]


class Proxy:
    """Passes bytes on. As long as there are cuts left, each connection ends after a random number of them."""

    def __init__(self, target, rng):
        self.target, self.rng, self.cuts, self.lock = target, rng, 0, threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            home = socket.create_connection(self.target)
            state = {"left": self.rng.randint(1, 60_000), "pair": (client, home)}
            for source, sink in ((client, home), (home, client)):
                threading.Thread(target=self.pump, args=(source, sink, state), daemon=True).start()

    def pump(self, source, sink, state):
        try:
            while True:
                data = source.recv(4096)
                with self.lock:
                    is_cut = self.cuts < CUTS and len(data) >= state["left"]
                    if is_cut:
                        data = data[: state["left"]]
                        self.cuts += 1
                    state["left"] -= len(data)
                if data:
                    sink.sendall(data)
                if is_cut or not data:
                    break
        except OSError:
            pass
        for each in state["pair"]:
            try:
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def check(number, heard):
    seqs = [each["seq"] for each in heard]
    assert seqs == list(range(1, CLIENTS * EACH + 1)), f"client {number} heard {seqs}"
    by_author = collections.defaultdict(list)
    for each in heard:
        by_author[each["content"].split()[0]].append(int(each["content"].split()[1]))
    assert dict(by_author) == {str(one): list(range(EACH)) for one in range(CLIENTS)}, f"client {number} heard {dict(by_author)}"


parts = urllib.parse.urlsplit(url)
proxy = Proxy((parts.hostname, parts.port), random.Random(int(seed)))
with lanai.connect(url, key=key, name="Host") as host:
    room = host.create_room(f"Cut {mode}", public=True)["id"]


def threads():
    ready = threading.Barrier(CLIENTS)

    def run(number):
        with lanai.connect(url, key=key, name=f"Client {mode} {number}", dial=proxy.address, timeout=30) as home:
            home.join(room)
            events = home.events("message", room=room, timeout=30)
            ready.wait()
            for count in range(EACH):
                home.send(room, f"{number} {count}")
            heard = []
            for event in events:
                heard.append(event.data)
                if len(heard) == CLIENTS * EACH:
                    break
            return heard

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(run, range(CLIENTS)))


async def tasks():
    ready, waiting = asyncio.Event(), set(range(CLIENTS))

    async def run(number):
        async with lanai.connect_async(url, key=key, name=f"Client {mode} {number}", dial=proxy.address, timeout=30) as home:
            await home.join(room)
            events = home.events("message", room=room, timeout=30)
            waiting.discard(number)
            if not waiting:
                ready.set()
            await ready.wait()
            for count in range(EACH):
                await home.send(room, f"{number} {count}")
            heard = []
            async for event in events:
                heard.append(event.data)
                if len(heard) == CLIENTS * EACH:
                    break
            return heard

    return await asyncio.gather(*(run(number) for number in range(CLIENTS)))


for number, heard in enumerate(threads() if mode == "sync" else asyncio.run(tasks())):
    check(number, heard)
assert proxy.cuts == CUTS, f"{proxy.cuts} cuts"
print("heard all", proxy.cuts)
