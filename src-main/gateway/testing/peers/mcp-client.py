"""Uses the MCP server at URL, with the key in LANAI_KEY, as Python programs do: mcp-client.py URL. Prints what it was answered, as JSON."""
import asyncio
import json
import os
import sys

from fastmcp import Client as FastClient
from fastmcp.client.transports import StreamableHttpTransport
from mcp import Client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

URL = sys.argv[1]
HEADERS = {"Authorization": f"Bearer {os.environ['LANAI_KEY']}"}


def text_of(result):
    return "".join(getattr(part, "text", "") for part in result.content)


async def with_fastmcp():
    async with FastClient(StreamableHttpTransport(URL, headers=HEADERS)) as client:
        tools = [tool.name for tool in await client.list_tools()]
        await client.call_tool("join", {"room": "lobby"})
        sent = await client.call_tool("send", {"room": "lobby", "text": "Aloha from fastmcp"})
        read = await client.call_tool("read", {"room": "lobby"})
        refused = await client.call_tool("read", {"room": "nowhere"}, raise_on_error=False)
        return {"tools": tools, "sent": text_of(sent), "read": text_of(read), "refused": [refused.is_error, text_of(refused)]}


async def with_mcp(mode):
    async with create_mcp_http_client(headers=HEADERS) as http:
        async with Client(streamable_http_client(URL, http_client=http), mode=mode) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            sent = await client.call_tool("send", {"room": "lobby", "text": f"Aloha from mcp {mode}"})
            read = await client.call_tool("read", {"room": "lobby"})
            refused = await client.call_tool("read", {"room": "nowhere"})
            return {"tools": tools, "sent": text_of(sent), "read": text_of(read), "refused": [refused.is_error, text_of(refused)]}


async def main():
    print(json.dumps({"fastmcp": await with_fastmcp(), "auto": await with_mcp("auto"), "legacy": await with_mcp("legacy")}))


asyncio.run(main())
