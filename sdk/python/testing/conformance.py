"""Carries out the scenarios that all SDKs share (sdk/conformance) with one of the two clients: `sync` or `async`. Prints which passed."""

import asyncio
import inspect
import json
import os
import sys
import time
import traceback

import lanai
from proxy import Proxy

WAIT_S = 15.0
scenarios_file, url, key, mode = sys.argv[1:5]
# The client names these as everything else is named in Python.
NAMES = {"thread_id": "thread", "file_ids": "files"}
STREAM_VERBS = {"write_stream": "write", "end_stream": "end", "discard_stream": "discard"}


def credentials(name, kind):
    if kind == "owner":
        return {"session": json.loads(os.environ["LANAI_SESSION"])}
    return {"key": f"lan_{'0' * 64}" if kind == "wrong key" else key, "name": name}


async def done(function, *args, **fields):
    """The result of a method of either client. That of a Home blocks, so it runs in a thread."""
    if mode == "sync":
        result = await asyncio.to_thread(function, *args, **fields)
        return await asyncio.to_thread(list, result) if inspect.isgenerator(result) else result
    result = function(*args, **fields)
    return [each async for each in result] if inspect.isasyncgen(result) else await result


async def connected(proxy, name, kind):
    connect = lanai.connect if mode == "sync" else lanai.connect_async
    return await done(connect, url, dial=proxy.address, **credentials(name, kind))


def does_match(value, wanted):
    if wanted == "*":
        return value is not None
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(name in value and does_match(value[name], each) for name, each in wanted.items())
    if isinstance(wanted, list):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(does_match, value, wanted))
    # In Python, True is 1.
    return type(value) is type(wanted) and value == wanted


class Runner:
    def __init__(self):
        self.clients = {}
        self.proxies = {}
        self.saved = {}
        self.streams = {}
        self.heard = {}
        self.taken = {}

    async def run(self, scenario):
        try:
            for name, kind in scenario["clients"].items():
                proxy = self.proxies[name] = Proxy(url)
                if kind == "wrong key":
                    return await self.refused(scenario["steps"][0], connected(proxy, name, kind))
                client = self.clients[name] = await connected(proxy, name, kind)
                self.saved[name] = {"id": client.me["id"]}
                heard = self.heard[name] = []
                client.on("*", heard.append)
            for step in scenario["steps"]:
                await self.take(step)
        finally:
            for client in self.clients.values():
                await done(client.close)

    async def take(self, step):
        name = step["as"]
        if "network" in step:
            return getattr(self.proxies[name], step["network"])()
        if "hears" in step:
            return await self.hear(name, step["hears"], self.resolved(step.get("expect", {})))
        if "heard" in step:
            return await self.has_heard(name, self.resolved(step["room"]), step["heard"])
        doing = self.perform(self.clients[name], step["do"], self.resolved(step.get("with", {})))
        if "fails" in step:
            return await self.refused(step, doing)
        result = await doing
        if "save" in step:
            self.saved[step["save"]] = result
        if "expect" in step:
            wanted = self.resolved(step["expect"])
            assert does_match(result, wanted), f"{step['do']} gave {result}, not {wanted}"
        if "contains" in step:
            wanted = self.resolved(step["contains"])
            assert any(does_match(each, wanted) for each in result), f"{step['do']} gave {result}, without {wanted}"
        return None

    async def refused(self, step, doing):
        try:
            result = await doing
        except lanai.LanaiError as error:
            assert error.code == step["fails"], f"{error!r} instead of {step['fails']}"
        else:
            raise AssertionError(f"{step} is not refused, and gives {result}")

    async def hear(self, name, kind, wanted):
        def at():
            values = [event.data for event in self.heard[name] if event.type == kind]
            begin = self.taken.get((name, kind), 0)
            return next((index for index in range(begin, len(values)) if does_match(values[index], wanted)), None)

        await until(lambda: at() is not None, lambda: f"{name} does not hear {kind} {wanted} among {self.heard[name]}")
        self.taken[name, kind] = at() + 1

    async def has_heard(self, name, room, wanted):
        def contents():
            return [event.text for event in self.heard[name] if event.type == "message" and event.room_id == room]

        await until(lambda: contents() == wanted, lambda: f"{name} heard {contents()}")

    def resolved(self, value):
        if isinstance(value, str) and value.startswith("$"):
            name, *fields = value[1:].split(".")
            found = self.saved[name]
            for field in fields:
                found = found[field]
            return found
        if isinstance(value, list):
            return [self.resolved(each) for each in value]
        if isinstance(value, dict):
            return {name: self.resolved(each) for name, each in value.items()}
        return value

    async def perform(self, client, verb, given):
        fields = {NAMES.get(name, name): value for name, value in given.items()}
        if verb == "start_stream":
            stream = client.stream(**fields)
            await done(stream.start)
            self.streams[stream.id] = stream
            return {"id": stream.id}
        if verb in STREAM_VERBS:
            stream = self.streams[fields.pop("stream")]
            return await done(getattr(stream, STREAM_VERBS[verb]), **fields)
        if verb == "upload":
            return await done(client.upload, fields["room"], fields["text"].encode(), name=fields["name"])
        if verb == "download":
            return (await done(client.download, fields["file"])).decode()
        if verb == "call":
            return await done(client.call, fields["command"], **fields["params"])
        return await done(getattr(client, verb), **fields)


async def until(holds, complaint):
    ends_at = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < ends_at, complaint()
        await asyncio.sleep(0.005)


async def main():
    with open(scenarios_file, encoding="utf-8") as file:
        scenarios = json.load(file)["scenarios"]
    for scenario in scenarios:
        try:
            await Runner().run(scenario)
            print("passed:", scenario["name"])
        except Exception:
            print("failed:", scenario["name"])
            traceback.print_exc()


asyncio.run(main())
