"""Ten clients write 1,000 messages while a proxy cuts their connections 50 times at random bytes. Each must hear all of them, once and in order."""

import asyncio
import collections
import math
import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import lanai
from proxy import Proxy

CLIENTS, EACH, CUTS = 10, 100, 50
url, key, mode, seed = sys.argv[1:5]
rng = random.Random(int(seed))


def limit():
    return rng.randint(1, 60_000) if proxy.cuts < CUTS else math.inf


def check(number, heard):
    seqs = [each["seq"] for each in heard]
    assert seqs == list(range(1, CLIENTS * EACH + 1)), f"client {number} heard {seqs}"
    by_author = collections.defaultdict(list)
    for each in heard:
        by_author[each["content"].split()[0]].append(int(each["content"].split()[1]))
    assert dict(by_author) == {str(one): list(range(EACH)) for one in range(CLIENTS)}, f"client {number} heard {dict(by_author)}"


proxy = Proxy(url, limit)
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
assert proxy.cuts >= CUTS, f"{proxy.cuts} cuts"
print("heard all")
