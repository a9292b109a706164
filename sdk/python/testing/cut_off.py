"""Stays connected with one of the two clients (`sync` or `async`) until the access ends. Prints `live`, and then the codes with which the events and
a further message end."""

import asyncio
import json
import sys

import lanai

asked, mode = json.loads(sys.argv[1]), sys.argv[2]


def stay():
    with lanai.connect(**asked) as home:
        events = home.events("connection", timeout=20)
        print("live", flush=True)
        try:
            states = [event.data["state"] for event in events]
            print("events stop after", states)
        except lanai.LanaiError as error:
            print("events:", error.code)
        try:
            home.send("lobby", "Am I still here?")
        except lanai.LanaiError as error:
            print("send:", error.code, type(error).__name__)
        print("state:", home.state)


async def stay_async():
    async with lanai.connect_async(**asked) as home:
        events = home.events("connection", timeout=20)
        print("live", flush=True)
        try:
            states = [event.data["state"] async for event in events]
            print("events stop after", states)
        except lanai.LanaiError as error:
            print("events:", error.code)
        try:
            await home.send("lobby", "Am I still here?")
        except lanai.LanaiError as error:
            print("send:", error.code, type(error).__name__)
        print("state:", home.state)


if mode == "sync":
    stay()
else:
    asyncio.run(stay_async())
