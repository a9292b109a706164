"""Connects to homes as a test says, all at once, and says something in each, with one of the two clients: `sync` or `async`. Prints how each
meeting ended: the verb that failed with its code, or `ok`."""

import asyncio
import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import lanai

# Of each home: `url`, and the other arguments of `connect`. `files`: whether a file is sent too.
homes, mode, said = json.loads(sys.argv[1]), *sys.argv[2:4]
# The client warns of what it cannot read.
logging.disable()
# So that a test does not wait as long as a person would.
lanai.REPLY_LIMIT_S = PATIENCE_S = float(sys.argv[4])


def ended(verb, error):
    # Another error is a fault of the client.
    is_its_own = isinstance(error, lanai.LanaiError)
    return {"end": f"{verb}: {error.code if is_its_own else repr(error)}", "retry_after": error.retry_after if is_its_own else None}


def meet(asked):
    verb, has_files = "connect", asked.pop("files", False)
    try:
        with lanai.connect(**asked, timeout=PATIENCE_S) as home:
            verb = "join"
            home.join("lobby")
            verb = "send"
            sent = home.send("lobby", said)
            verb = "history"
            assert sent["id"] in [each["id"] for each in home.history("lobby")]
            if has_files:
                verb = "download"
                file = home.upload("lobby", b"Twelve bytes", name="notes.txt")
                assert home.download(file) == b"Twelve bytes"
            return {"end": "ok", "retry_after": None}
    except Exception as error:
        return ended(verb, error)


async def meet_async(asked):
    verb, has_files = "connect", asked.pop("files", False)
    try:
        async with lanai.connect_async(**asked, timeout=PATIENCE_S) as home:
            verb = "join"
            await home.join("lobby")
            verb = "send"
            sent = await home.send("lobby", said)
            verb = "history"
            assert sent["id"] in [each["id"] async for each in home.history("lobby")]
            if has_files:
                verb = "download"
                file = await home.upload("lobby", b"Twelve bytes", name="notes.txt")
                assert await home.download(file) == b"Twelve bytes"
            return {"end": "ok", "retry_after": None}
    except Exception as error:
        return ended(verb, error)


async def all_at_once():
    return await asyncio.gather(*map(meet_async, homes))


if mode == "sync":
    with ThreadPoolExecutor(len(homes)) as pool:
        ends = list(pool.map(meet, homes))
else:
    ends = asyncio.run(all_at_once())
print(json.dumps(ends))
