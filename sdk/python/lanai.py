"""A client of Lanai homes for Python 3.9 and newer, in one file and with the standard library only.

    import lanai

    with lanai.connect("http://127.0.0.1:4510", key="lan_...", name="Ada") as home:
        home.join("lobby")
        home.send("lobby", "Hello from Python")

`connect` gives a `Home`, whose methods block; `connect_async` gives an `AsyncHome` with the same methods as coroutines.
Both make a lost connection again, and then receive what they missed: each message of a room comes once, in the order of `seq`.

Units: times in objects of the home are milliseconds since 1970; durations that you pass are seconds.
Shapes: rooms, messages, votes and so on are dictionaries with the fields of the home's docs/protocol.md.
Errors: all are a `LanaiError` with `code`, `message` and `retry_after`.
"""

from __future__ import annotations

import asyncio
import base64
import collections
import concurrent.futures
import contextlib
import functools
import hashlib
import hmac
import http.client
import inspect
import io
import itertools
import json
import logging
import os
import random
import re
import secrets
import selectors
import socket
import ssl
import struct
import threading
import time
import unicodedata
import urllib.parse
import uuid
from typing import TYPE_CHECKING, Any, AsyncIterator, BinaryIO, Callable, Deque, Dict, Generator, Generic, Iterator
from typing import List, Mapping, Optional, Sequence, Tuple, TypedDict, TypeVar, Union

if TYPE_CHECKING:
    from typing import Awaitable

    from typing_extensions import Concatenate, ParamSpec

    P = ParamSpec("P")

__version__ = "0.1.0"
__all__ = [
    "AccessDenied",
    "AsyncHome",
    "AsyncStream",
    "Closed",
    "ConnectionLost",
    "Event",
    "Home",
    "LanaiError",
    "NotFound",
    "NotTheHome",
    "RateLimited",
    "Session",
    "Stream",
    "connect",
    "connect_async",
]

T = TypeVar("T")
log = logging.getLogger("lanai")

# The versions that this client speaks: of the agents' protocol, and of the snapshot and the events.
PROTOCOL_VERSION = 1
WATCH_VERSION = 2

# The server sends something at least every 30 seconds.
SILENCE_S = 60.0
OPEN_LIMIT_S = 10.0
# Without any frame for so long after a request, the client pings. Without an answer for as long again, the connection is dead.
DOUBT_S = 9.0
REPLY_LIMIT_S = 30.0
# The wait after each failure; the last one is repeated. Up to JITTER of it is added, so that clients do not come back together.
WAITS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
JITTER = 0.3

FRAME_BYTES_MAX = 1_048_576
# A reply with a whole snapshot may be longer than a frame that a client sends.
MESSAGE_BYTES_MAX = 64 * 1024 * 1024
HEADER_BYTES_MAX = 16 * 1024
HISTORY_PAGE_MAX = 1_000
# Messages whose last state is known, to tell an edit from a reaction.
REMEMBERED_MAX = 5_000
EVENTS_WAITING_MAX = 10_000
BLOCK_BYTES = 64 * 1024

# Commands that change nothing more when they are carried out twice. They are sent again after a lost connection. send_message and
# forward_message belong to them by their client_id. Those that begin with get_ or list_ only read.
REPEATABLE = frozenset(
    "add_member archive_room arrange_section cast_vote delete_message edit_message follow_thread forward_message join_room leave_room "
    "mark_read mark_thread_read mark_unread open_direct pin_message ping react room_info room_tip save_message search send_message "
    "set_notify_level set_presence set_privacy set_reminder set_sidebar set_typing unfollow_thread unpin_message update_room "
    "update_task".split()
)
READING = ("get_", "list_")

# Events of the home, by the name that programs hear them under.
EVENT_TYPES: Dict[str, str] = {
    "access.changed": "access",
    "activity.recorded": "activity",
    "agent.stop_requested": "stop",
    "agent_invite.changed": "agent_invite",
    "approval.changed": "approval",
    "approval.removed": "approval",
    "approval.requested": "approval",
    "ballot.cast": "ballot",
    "election.changed": "election",
    "election.started": "election",
    "history.imported": "history",
    "home.changed": "home",
    "invite.changed": "invite",
    "leader.changed": "leader",
    "member.joined": "member",
    "member.left": "member",
    "message.changed": "change",
    "message.posted": "message",
    "notify_level.changed": "notify_level",
    "participant.changed": "participant",
    "participants.forgotten": "participant",
    "preferences.changed": "preferences",
    "presence.changed": "presence",
    "read_position.changed": "read",
    "read_receipts.changed": "receipts",
    "room.changed": "room",
    "room.created": "room",
    "room.presence": "room_presence",
    "room.removed": "room_removed",
    "room_page.changed": "page",
    "room_section.changed": "section",
    "saved.changed": "saved",
    "scheduled.changed": "scheduled",
    "scheduled.removed": "scheduled",
    "sharing.changed": "sharing",
    "sidebar.changed": "sidebar",
    "stream.delta": "stream",
    "stream.ended": "stream",
    "stream.started": "stream",
    "task.assigned": "task",
    "task.changed": "task",
    "thread_follow.changed": "thread_follow",
    "turn.changed": "turn",
    "typing.changed": "typing",
    "vote.changed": "vote",
    "vote.closed": "vote",
    "vote.created": "vote",
    "vote.deleted": "vote_deleted",
    "work.changed": "work",
}
# Where the value of an event is in its payload; the others are the payload itself.
EVENT_SUBJECTS = {
    "approval": "approval",
    "election": "election",
    "home": "home",
    "message": "message",
    "presence": "presence",
    "room": "room",
    "task": "task",
    "vote": "vote",
    "work": "work",
}

# ---------------------------------------------------------------------------------------------------------------- objects


class Participant(TypedDict, total=False):
    id: str
    kind: str
    name: str


class FileInfo(TypedDict, total=False):
    id: str
    name: str
    type: str
    size: int
    sha256: str
    width: Optional[int]
    height: Optional[int]
    created_at: float
    by: str


class Reaction(TypedDict):
    emoji: str
    participant_ids: List[str]


class Message(TypedDict, total=False):
    id: str
    room_id: str
    seq: int
    author_id: str
    kind: str
    content: str
    reply_to: Optional[str]
    thread_id: str
    metadata: Any
    attachments: List[FileInfo]
    mentions: List[str]
    reactions: List[Reaction]
    choices: List[str]
    choice: str
    client_id: Optional[str]
    created_at: float
    edited_at: Optional[float]
    deleted_at: Optional[float]


class Room(TypedDict, total=False):
    id: str
    name: str
    description: Optional[str]
    topic: Optional[str]
    visibility: str
    direct: bool
    encrypted: bool
    ephemeral: bool
    last_seq: int
    member_ids: List[str]


class Vote(TypedDict, total=False):
    id: str
    room_id: str
    title: str
    options: List[str]
    closes_at: Optional[float]
    closed_at: Optional[float]
    tally: Optional[List[int]]
    own_option: Optional[int]


class Task(TypedDict, total=False):
    id: str
    room_id: str
    title: str
    status: str
    assignee_id: Optional[str]
    note: Optional[str]


class Presence(TypedDict, total=False):
    participant_id: str
    online: bool
    status: str
    detail: Optional[str]
    progress: Optional[int]


class Session(TypedDict):
    """The session of a person's page: its id, its secret, and the cookie as it is sent (`name=value`)."""

    id: str
    secret: str
    cookie: str


# What a verb takes for an object: its id, or the object itself.
Ref = Union[str, Mapping[str, Any]]
Progress = Callable[[int, Optional[int]], None]
Source = Union[str, "os.PathLike[str]", bytes, BinaryIO]
Target = Union[str, "os.PathLike[str]", BinaryIO, None]

# ----------------------------------------------------------------------------------------------------------------- errors


class LanaiError(Exception):
    """A refusal by the home, or a fault on the way to it.

    `code` is a code of docs/protocol.md, or one of this client: `connection_lost`, `not_the_home`, `unreadable_reply`, `closed`, `invalid_argument`.
    `message` is a sentence for people. `retry_after` is in seconds; None when the home has not said it.
    """

    def __init__(self, code: str, message: str, retry_after: Optional[float] = None) -> None:
        super().__init__(f"{message} ({code})")
        self.code = code
        self.message = message
        self.retry_after = retry_after


class ConnectionLost(LanaiError):
    """There is no telling whether the home got the request."""

    def __init__(self, message: str = "The connection to the home was lost.") -> None:
        super().__init__("connection_lost", message)


class NotTheHome(LanaiError):
    """Another program answers at the address, or the certificate is another one. The key was not sent to it."""

    def __init__(self, message: str) -> None:
        super().__init__("not_the_home", message)


class Closed(LanaiError):
    """The client was closed."""

    def __init__(self) -> None:
        super().__init__("closed", "The client is closed.")


class NotFound(LanaiError):
    """What was asked for is not there, or may not be seen."""


class AccessDenied(LanaiError):
    """The key is not valid, or does not allow it."""


class RateLimited(LanaiError):
    """Too much in a short time: try again after `retry_after` seconds."""


def _unreadable(command: str) -> LanaiError:
    return LanaiError("unreadable_reply", f"The answer to {command} cannot be read.")


def _error_of(code: object, message: object, retry_after: object = None) -> LanaiError:
    """An error with the class that fits its code."""
    name = code if isinstance(code, str) else "internal_error"
    text = message if isinstance(message, str) and message else "The home gave no reason."
    kind = LanaiError
    if name.endswith("not_found"):
        kind = NotFound
    elif name.startswith("rate_limit_") or name == "too_many_attempts":
        kind = RateLimited
    elif name in ("access_denied", "unauthorized", "not_registered"):
        kind = AccessDenied
    is_wait = isinstance(retry_after, (int, float)) and not isinstance(retry_after, bool) and retry_after >= 0
    wait = float(retry_after) if is_wait else None  # type: ignore[arg-type]
    return kind(name, text, wait)


# ----------------------------------------------------------------------------------------------------------------- frames


class _WebSocket:
    """The client's side of RFC 6455, without any input or output: bytes are fed to it, and `take` has those to send."""

    GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA

    def __init__(self, host: str, headers: Mapping[str, str]) -> None:
        self.is_ready = False
        self.closed: Optional[str] = None
        self._key = base64.b64encode(os.urandom(16))
        self._in = bytearray()
        self._out = bytearray()
        self._parts: Optional[List[bytes]] = None
        self._parts_bytes = 0
        lines = [
            "GET /ws HTTP/1.1",
            f"Host: {host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {self._key.decode()}",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._out += "\r\n".join([*lines, "", ""]).encode("latin-1")

    def take(self) -> bytes:
        sent, self._out = bytes(self._out), bytearray()
        return sent

    def send(self, text: str) -> None:
        self._frame(self.TEXT, text.encode("utf-8"))

    def close(self, code: int = 1000, reason: str = "") -> None:
        if self.is_ready:
            self._frame(self.CLOSE, struct.pack("!H", code) + reason.encode("utf-8")[:120])

    def feed(self, data: bytes) -> List[str]:
        """The texts that are complete with these bytes. Raises LanaiError when the peer breaks the protocol."""
        self._in += data
        if not self.is_ready and not self._accept():
            return []
        texts: List[str] = []
        while self.closed is None:
            frame = self._next()
            if frame is None:
                break
            text = self._receive(*frame)
            if text is not None:
                texts.append(text)
        return texts

    def _accept(self) -> bool:
        end = self._in.find(b"\r\n\r\n")
        if end < 0:
            if len(self._in) > HEADER_BYTES_MAX:
                raise NotTheHome("The answer to the request for a WebSocket has no end.")
            return False
        if end > HEADER_BYTES_MAX:
            raise NotTheHome("The headers of the answer are too long.")
        first, *lines = bytes(self._in[:end]).decode("latin-1").split("\r\n")
        head = re.match(r"HTTP/1\.1 (\d{3})(?: |$)", first)
        if not head:
            raise NotTheHome("The program that answers there does not speak HTTP/1.1.")
        fields: Dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            key = name.strip().lower()
            fields[key] = f"{fields[key]}, {value.strip()}" if key in fields else value.strip()
        if head.group(1) != "101":
            return self._refused(int(head.group(1)), fields, end + 4)
        expected = base64.b64encode(hashlib.sha1(self._key + self.GUID).digest()).decode()
        is_upgrade = fields.get("upgrade", "").lower() == "websocket" and "upgrade" in re.split(r"[\s,]+", fields.get("connection", "").lower())
        if not is_upgrade or not hmac.compare_digest(fields.get("sec-websocket-accept", "").encode(), expected.encode()):
            raise NotTheHome("The program that answers there does not accept a WebSocket as RFC 6455 says.")
        if "sec-websocket-extensions" in fields or "sec-websocket-protocol" in fields:
            raise NotTheHome("The program that answers there chose an extension that was not asked for.")
        del self._in[: end + 4]
        self.is_ready = True
        return True

    def _refused(self, status: int, fields: Mapping[str, str], begin: int) -> bool:
        """Waits for the body, which has the reason. False: more of it is to come."""
        if 300 <= status < 400:
            raise NotTheHome(f"The address leads elsewhere ({status}). A client with a key follows no redirect: use the home's own address.")
        length = fields.get("content-length", "0")
        size = min(int(length) if length.isascii() and length.isdigit() and len(length) < 10 else 0, HEADER_BYTES_MAX)
        if len(self._in) - begin < size:
            return False
        problem = _json_or_none(bytes(self._in[begin : begin + size]))
        if isinstance(problem, dict) and "code" in problem:
            raise _error_of(problem["code"], problem.get("detail"), _seconds(fields.get("retry-after")))
        raise NotTheHome(f"The program that answers there refused a WebSocket with the status {status}.")

    def _next(self) -> Optional[Tuple[bool, int, bytes]]:
        have = len(self._in)
        if have < 2:
            return None
        first, second = self._in[0], self._in[1]
        is_last, opcode, size, at = bool(first & 0x80), first & 0x0F, second & 0x7F, 2
        if first & 0x70:
            raise self._fault(1002, "a frame has reserved bits")
        if second & 0x80:
            raise self._fault(1002, "the server masks its frames")
        if opcode >= 0x8 and (size > 125 or not is_last):
            raise self._fault(1002, "a control frame is too long or in parts")
        if size == 126:
            if have < 4:
                return None
            size, at = struct.unpack_from("!H", self._in, 2)[0], 4
            shortest = 126
        elif size == 127:
            if have < 10:
                return None
            size, at = struct.unpack_from("!Q", self._in, 2)[0], 10
            shortest = 0x10000
        else:
            shortest = 0
        if size < shortest:
            raise self._fault(1002, "a length is not written in its shortest form")
        if size + self._parts_bytes > MESSAGE_BYTES_MAX:
            raise self._fault(1009, "a message is too long")
        if have < at + size:
            return None
        payload = bytes(self._in[at : at + size])
        del self._in[: at + size]
        return is_last, opcode, payload

    def _receive(self, is_last: bool, opcode: int, payload: bytes) -> Optional[str]:
        if opcode == self.PING:
            self._frame(self.PONG, payload)
        elif opcode == self.CLOSE:
            self._ended(payload)
        elif opcode == self.TEXT or opcode == self.CONTINUATION:
            if (opcode == self.CONTINUATION) != (self._parts is not None):
                raise self._fault(1002, "the parts of a message are out of order")
            parts = self._parts or []
            parts.append(payload)
            self._parts, self._parts_bytes = (None, 0) if is_last else (parts, self._parts_bytes + len(payload))
            return self._text(b"".join(parts)) if is_last else None
        elif opcode == self.BINARY:
            raise self._fault(1003, "a message is not text")
        elif opcode != self.PONG:
            raise self._fault(1002, "a frame is of an unknown kind")
        return None

    def _ended(self, payload: bytes) -> None:
        if len(payload) == 1:
            raise self._fault(1002, "the code of the end is incomplete")
        code = struct.unpack_from("!H", payload)[0] if payload else 1005
        if payload and not (1000 <= code <= 1014 and code not in (1004, 1005, 1006) or 3000 <= code <= 4999):
            raise self._fault(1002, "the code of the end is not valid")
        reason = self._text(payload[2:])
        self.closed = f"The home closed the connection ({code}{': ' + reason if reason else ''})."
        self._frame(self.CLOSE, payload[:2])

    def _text(self, payload: bytes) -> str:
        try:
            return payload.decode("utf-8")
        except UnicodeDecodeError:
            raise self._fault(1007, "a text is not UTF-8") from None

    def _fault(self, code: int, what: str) -> NotTheHome:
        self.close(code, what)
        return NotTheHome(f"The program that answers there breaks the WebSocket protocol: {what}.")

    def _frame(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 0x10000:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        mask = os.urandom(4)
        pad = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")).to_bytes(size, "big")
        self._out += head + mask + masked


def _json_or_none(data: Union[str, bytes]) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _seconds(text: Optional[str]) -> Optional[float]:
    return float(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None


# ---------------------------------------------------------------------------------------------------------------- address


class _Address:
    """Where a home is, and how it may be trusted."""

    def __init__(self, url: str, dial: Optional[str], ca_file: Optional[str], fingerprint: Optional[str]) -> None:
        self.path: Optional[str] = None
        self.tls: Optional[ssl.SSLContext] = None
        self.fingerprint = _fingerprint(fingerprint)
        self.dialled = dial
        if url.startswith("unix:"):
            self.path = re.sub(r"^//", "", url[len("unix:") :])
            self.host, self.port, self.hostname = "127.0.0.1", 0, "127.0.0.1"
            return
        try:
            parts = urllib.parse.urlsplit(url)
            port = parts.port
        except ValueError:
            raise _bad_address(url) from None
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        if scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise _bad_address(url)
        self.hostname = parts.hostname
        self.port = port or (443 if scheme == "https" else 80)
        bracketed = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self.host = bracketed if port is None else f"{bracketed}:{port}"
        if scheme == "https":
            self.tls = self._context(ca_file)

    @property
    def is_loopback(self) -> bool:
        return self.path is not None or self.hostname in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", self.hostname) is not None

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}"

    @property
    def target(self) -> Tuple[str, int]:
        """Where the connection goes."""
        if self.dialled is None:
            return self.hostname, self.port
        host, _, port = self.dialled.rpartition(":")
        if not host or not port.isdigit():
            raise LanaiError("invalid_argument", f'"{self.dialled}" is no host:port.')
        return host.strip("[]"), int(port)

    def at(self, peer: Any) -> Optional[str]:
        """The home's address as both ends see it, for the proof of the key (docs/agent-keys.md). None where the key may be sent."""
        if self.path is not None:
            return None
        if self.tls is not None:
            return "tls"
        if self.dialled is not None:
            return f"{self.hostname}:{self.port}"
        host = re.sub(r"^::ffff:(?=\d+\.)", "", str(peer[0]), flags=re.IGNORECASE).split("%")[0]
        return f"{host}:{peer[1]}"

    def check(self, certificate: Optional[bytes]) -> None:
        """Raises NotTheHome when the certificate has not the fingerprint that was asked for."""
        if self.fingerprint is None or self.tls is None:
            return
        found = hashlib.sha256(certificate or b"").hexdigest()
        if not hmac.compare_digest(found, self.fingerprint):
            raise NotTheHome("The certificate at this address has another fingerprint.")

    def _context(self, ca_file: Optional[str]) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.fingerprint is not None:
            # The certificate is compared as a whole, which names the server better than any authority.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        elif ca_file is not None:
            try:
                with open(ca_file, "rb") as file:
                    data = file.read()
                context.load_verify_locations(cadata=data.decode("ascii") if b"-----BEGIN" in data else data)
            except (OSError, ValueError) as error:
                raise LanaiError("invalid_argument", f"The certificate in {ca_file} cannot be used: {error}.") from error
        return context

    def open(self, timeout: float) -> socket.socket:
        """A connected socket, with TLS where the address says so. Blocks."""
        if self.path is not None:
            plain = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            plain.settimeout(timeout)
            with _closing_on_error(plain):
                plain.connect(self.path)
            return plain
        plain = socket.create_connection(self.target, timeout=timeout)
        with _closing_on_error(plain):
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls is None:
                return plain
            secure = self.tls.wrap_socket(plain, server_hostname=self.hostname)
        with _closing_on_error(secure):
            self.check(secure.getpeercert(binary_form=True))
        return secure


def _bad_address(url: str) -> LanaiError:
    return LanaiError("invalid_argument", f'"{url}" is no address of a home: write http://127.0.0.1:4510, https://... or unix:/path.')


def _fingerprint(text: Optional[str]) -> Optional[str]:
    if text is None:
        return None
    plain = re.sub(r"(?i)^sha-?256[:/ ]", "", text.strip()).replace(":", "").replace(" ", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise LanaiError("invalid_argument", "A fingerprint is the SHA-256 of the certificate: 64 hexadecimal digits.")
    return plain


@contextlib.contextmanager
def _closing_on_error(opened: socket.socket) -> Iterator[None]:
    try:
        yield
    except BaseException:
        opened.close()
        raise


def _fault_of(error: BaseException, address: _Address) -> LanaiError:
    """An error of the socket as one of this client."""
    if isinstance(error, LanaiError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotTheHome(f"The certificate of {address.host} is not trusted: {error.verify_message}. Pass ca_file or fingerprint.")
    return ConnectionLost(f"The home at {address.path or address.host} cannot be reached: {error}.")


# --------------------------------------------------------------------------------------------------------------- identity


def _agent_id(name: str) -> str:
    """The id that an agent gets by its name, so that it is known again: as src-shared/agent-id.ts makes it."""

    def joined(text: str, between: str) -> str:
        return re.sub(between, "-", text).strip("-")

    whole = unicodedata.normalize("NFC", name.strip()).lower()
    bare = "".join(each for each in unicodedata.normalize("NFKD", whole) if not unicodedata.category(each).startswith("M"))
    plain = joined(bare, "[^a-z0-9]+")
    if plain == "":
        return whole
    hashed = f"{plain}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
    if plain.startswith("key-"):
        return f"agent-{hashed}"
    return plain if plain == joined(whole, r"[\s_-]+") else hashed


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class _KeyProof:
    """Proves a key without sending it, and only to a program that has proved first that it knows it (docs/agent-keys.md)."""

    def __init__(self, key: str, at: str) -> None:
        self._key = key.encode()
        self.challenge = {"key_hash": hashlib.sha256(self._key).hexdigest(), "nonce": secrets.token_hex(32), "at": at}

    def answer(self, reply: Mapping[str, Any]) -> str:
        asked = self.challenge
        terms = "\n".join(["lanai-key-proof-1", asked["key_hash"], asked["nonce"], str(reply.get("nonce")), asked["at"]])
        expected = _hmac(_hmac(self._key, "Server Key"), terms).hex()
        if not hmac.compare_digest(expected.encode(), str(reply.get("proof")).encode()):
            raise NotTheHome("The program that answers there did not prove that it knows the key. The key was not sent to it.")
        own = _hmac(self._key, "Client Key")
        signed = _hmac(hashlib.sha256(own).digest(), terms)
        return bytes(a ^ b for a, b in zip(own, signed)).hex()


class _PageProof:
    """The same for the session of a person (src-shared/page-proof.ts). It also signs requests over HTTP."""

    def __init__(self, session: Session, host: str) -> None:
        self._secret = session["secret"].encode()
        self._host = host
        self._server_nonce = ""
        self.challenge = {"session_id": session["id"], "nonce": secrets.token_hex(16)}

    def answer(self, reply: Mapping[str, Any]) -> str:
        self._server_nonce = str(reply.get("server_nonce"))
        asked = self.challenge
        terms = [asked["session_id"], self._host, asked["nonce"], str(reply.get("nonce")), self._server_nonce]
        if not hmac.compare_digest(self._proof("server", *terms).encode(), str(reply.get("proof")).encode()):
            raise NotTheHome("The program that answers there did not prove that it knows the session.")
        return self._proof("page", *terms)

    def request(self, method: str, path: str) -> str:
        return self._proof("request", self._server_nonce, self._host, method, path)

    def _proof(self, purpose: str, *parts: str) -> str:
        return _hmac(self._secret, json.dumps([purpose, *parts], separators=(",", ":"), ensure_ascii=False)).hex()


# ----------------------------------------------------------------------------------------------------------------- events


class Event:
    """Something that happened in the home.

    `type`: the name, such as `message`, `mention`, `reaction` or `connection`. `data`: its value, whose shape depends on the type: a message for
    `message`, `mention`, `edit` and `delete`; `room_id`, `message_id`, `emoji`, `participant_id` and `on` for `reaction`; a vote, a task, a room
    or a presence; `state` for `connection`. `raw`: the event as the home sent it, or None.
    """

    __slots__ = ("type", "data", "raw", "is_own")

    def __init__(self, type: str, data: Dict[str, Any], raw: Optional[Dict[str, Any]] = None, is_own: bool = False) -> None:
        self.type = type
        self.data = data
        self.raw = raw
        #: The participant of this client did it.
        self.is_own = is_own

    @property
    def room_id(self) -> Optional[str]:
        """The room that it happened in. None: in none."""
        return self.data.get("id") if self.type == "room" else self.data.get("room_id")

    @property
    def text(self) -> str:
        """The text of a message, or the new text of a stream."""
        return str(self.data.get("content", self.data.get("text", "")))

    def __repr__(self) -> str:
        return f"Event({self.type!r}, {self.data!r})"


class _Reader:
    """Makes the events that programs hear of those that the home sends."""

    def __init__(self) -> None:
        self.me_id = ""
        self.is_agent = True
        self.streams: Dict[str, Dict[str, Any]] = {}
        self._known: "collections.OrderedDict[str, Tuple[Any, Any]]" = collections.OrderedDict()
        self._reported: set[str] = set()

    def remember(self, message: Any) -> None:
        """The state of a message from any reply: a later change is compared with it."""
        if not isinstance(message, dict) or not isinstance(message.get("id"), str):
            return
        reactions = {(each["emoji"], by) for each in message.get("reactions", []) for by in each["participant_ids"]}
        self._known[message["id"]] = (message.get("edited_at"), reactions)
        self._known.move_to_end(message["id"])
        while len(self._known) > REMEMBERED_MAX:
            self._known.popitem(last=False)

    def read(self, raw: Dict[str, Any]) -> List[Event]:
        """Never raises: an event that cannot be read is reported as `unknown`, once for each type."""
        kind = raw.get("type")
        try:
            if isinstance(kind, str) and kind in EVENT_TYPES:
                return self._read(kind, raw)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            log.warning("An event of the type %r cannot be read: %r", kind, error)
        name = str(kind)
        if name in self._reported:
            return []
        self._reported.add(name)
        log.info("The home sent an event of the unknown type %r. It is skipped.", name)
        return [Event("unknown", {"type": name}, raw)]

    def _read(self, kind: str, raw: Dict[str, Any]) -> List[Event]:
        name = EVENT_TYPES[kind]
        if kind == "message.posted":
            return self._posted(raw["message"], raw)
        if kind == "message.changed":
            return self._changed(raw["message"], raw)
        if name == "stream":
            return [Event("stream", self._stream(kind, raw), raw, self._author(raw) == self.me_id)]
        if name == "stop" and raw["participant_id"] != self.me_id:
            return []
        if kind == "member.joined":
            joined = Event("member", {"room_id": raw["room"]["id"], "participant_id": raw["participant"]["id"], "member": True}, raw)
            return [joined, Event("room", raw["room"], raw)] if raw["participant"]["id"] == self.me_id else [joined]
        if kind == "member.left":
            return [Event("member", {"room_id": raw["room_id"], "participant_id": raw["participant_id"], "member": False}, raw)]
        subject = EVENT_SUBJECTS.get(name)
        value = raw[subject] if subject is not None and subject in raw else raw
        if not isinstance(value, dict):
            raise TypeError("its subject is no object")
        return [Event(name, value, raw, value.get("participant_id") == self.me_id)]

    def _posted(self, message: Dict[str, Any], raw: Dict[str, Any]) -> List[Event]:
        self.remember(message)
        is_own = message["author_id"] == self.me_id
        posted = Event("message", message, raw, is_own)
        return [posted] if is_own or not self._is_called(message["mentions"]) else [posted, Event("mention", message, raw)]

    def _is_called(self, mentions: Sequence[str]) -> bool:
        groups = {"@everyone", "@here", "@agents"} if self.is_agent else {"@everyone", "@here"}
        return self.me_id in mentions or not groups.isdisjoint(mentions)

    def _changed(self, message: Dict[str, Any], raw: Dict[str, Any]) -> List[Event]:
        before = self._known.get(message["id"])
        self.remember(message)
        is_own = message["author_id"] == self.me_id
        changed = [Event("change", message, raw, is_own)]
        if message["deleted_at"] is not None:
            return [*changed, Event("delete", message, raw, is_own)]
        edited_at, reactions = before if before is not None else (None, set())
        if message["edited_at"] != edited_at:
            changed.append(Event("edit", message, raw, is_own))
        now = self._known[message["id"]][1]
        for emoji, by in sorted(now ^ reactions):
            data = {"room_id": message["room_id"], "message_id": message["id"], "emoji": emoji, "participant_id": by, "on": (emoji, by) in now}
            changed.append(Event("reaction", data, raw, by == self.me_id))
        return changed

    def _stream(self, kind: str, raw: Dict[str, Any]) -> Dict[str, Any]:
        if kind == "stream.started":
            stream = self.streams[raw["stream"]["id"]] = dict(raw["stream"])
            return {**stream, "state": "started"}
        told = {"id": raw["stream_id"], "room_id": raw["room_id"], "author_id": raw["author_id"]}
        if kind == "stream.delta":
            return {**told, "state": "delta", "text": raw["text"], "at": raw["at"]}
        self.streams.pop(raw["stream_id"], None)
        return {**told, "state": "ended", "text": "", "outcome": raw["outcome"]}

    @staticmethod
    def _author(raw: Dict[str, Any]) -> Any:
        return raw["stream"]["author_id"] if "stream" in raw else raw["author_id"]


# ------------------------------------------------------------------------------------------------------------------- core

Settle = Callable[[Any, Optional[LanaiError]], None]


class _Call:
    """A request that has no reply yet. `settle` is called once. An inner one belongs to its connection, and ends with it."""

    __slots__ = ("command", "payload", "is_repeatable", "settle", "is_wanted", "deadline", "is_inner", "sent_at")

    def __init__(self, command: str, payload: Mapping[str, Any], settle: Settle, *, is_repeatable: bool = False, is_inner: bool = False) -> None:
        self.command = command
        self.payload = payload
        self.settle = settle
        self.is_repeatable = is_repeatable
        self.is_inner = is_inner
        self.is_wanted: Callable[[], bool] = lambda: True
        self.deadline = 0.0
        self.sent_at = 0.0


class _Identity:
    """Who the client is: an agent with a key, or a person with a session."""

    def __init__(self, name: str, agent_id: Optional[str], key: Optional[str], session: Optional[Session], is_shared: bool) -> None:
        if (key is None) == (session is None):
            raise LanaiError("invalid_argument", "Pass either a key or a session.")
        if session is not None and not all(isinstance(session.get(field), str) for field in ("id", "secret", "cookie")):
            raise LanaiError("invalid_argument", "A session is a dictionary with id, secret and cookie.")
        self.name = name
        self.key = key
        self.session = session
        self.is_shared = is_shared
        self.own_id = agent_id is None
        self.agent_id = agent_id or _agent_id(name)


class _Core:
    """The whole client except for its input and output. It has no clock, no socket and no thread.

    A driver says what happened (`opened`, `received`, `ended`, `tick`), and then does what the core wants: it sends the bytes of `take`, opens a
    connection when `wants_dial` is set, drops it when `wants_drop` is set, and calls `tick` at `wake_at`.
    """

    #: The client was refused in a way that does not change by trying again.
    FINAL = frozenset(["unauthorized", "update_required", "unsupported_protocol", "invalid_payload", "not_registered", "cookie_mismatch"])
    TEMPORARY = frozenset(["shutting_down", "slow_reader", "internal_error", "agent_id_taken", "rate_limit_agents", "rate_limit_connections"])

    def __init__(self, address: _Address, identity: _Identity, emit: Callable[[List[Event]], None], is_full: Callable[[], bool]) -> None:
        self.address = address
        self.identity = identity
        self.reader = _Reader()
        self.state = "connecting"
        self.error: Optional[LanaiError] = None
        self.last_error: Optional[LanaiError] = None
        self.wants_dial = True
        self.wants_drop = False
        self.participants: Dict[str, Dict[str, Any]] = {}
        self.me: Dict[str, Any] = {}
        self.signer: Optional[_PageProof] = None
        self.is_over = False
        self._now = 0.0
        self._emit = emit
        self._is_full = is_full
        self._wire: Optional[_WebSocket] = None
        self._at: Optional[str] = None
        self._out = bytearray()
        self._ids = itertools.count(1)
        self._pending: Dict[str, _Call] = {}
        self._queue: Deque[_Call] = collections.deque()
        self._live_waiters: List[Settle] = []
        self._is_proven = False
        self._has_met = False
        self._is_watching = False
        self._closing: Optional[LanaiError] = None
        self._failures = 0
        self._retry_at: Optional[float] = None
        self._opened_at = 0.0
        self._heard_at = 0.0
        self._doubt_at: Optional[float] = None
        # The position in the events of the home, and in each room: no gap and no double.
        self._cursor: Optional[int] = None
        self._epoch = 0
        self._seqs: Dict[str, int] = {}
        self._is_behind = False
        self._fills: Deque[Tuple[str, int]] = collections.deque()
        self._held: Optional[List[Dict[str, Any]]] = None
        self._cursor_after_fill: Optional[int] = None
        self._joined: Dict[str, None] = {}

    # What the driver says.

    def opened(self, now: float, peer: Any) -> None:
        self._now = now
        identity = self.identity
        headers = {} if identity.session is None else {"Origin": self.address.origin, "Cookie": identity.session["cookie"]}
        self._wire = _WebSocket(self.address.host, headers)
        self._out.clear()
        self._at = self.address.at(peer)
        self._opened_at = self._heard_at = now
        self._is_proven = False

    def received(self, now: float, data: bytes) -> None:
        self._now = now
        wire = self._wire
        if wire is None:
            return
        self._heard_at = now
        self._doubt_at = None
        was_ready = wire.is_ready
        try:
            texts = wire.feed(data)
        except LanaiError as error:
            self._refused(error)
            return
        if wire.is_ready and not was_ready:
            self._enter()
        for text in texts:
            if self._wire is not wire:
                return
            self._frame(text)
        if wire.closed is not None and self._wire is wire:
            self._lost(self._closing or ConnectionLost(wire.closed))

    def ended(self, now: float, error: BaseException) -> None:
        """The connection could not be opened, or has ended."""
        self._now = now
        if self.is_over:
            return
        fault = _fault_of(error, self.address)
        if isinstance(fault, NotTheHome):
            self._refused(fault)
        else:
            self._lost(self._closing or fault)

    def tick(self, now: float) -> None:
        self._now = now
        if self.is_over:
            return
        for call in [each for each in self._queue if each.deadline <= now]:
            self._queue.remove(call)
            never_sent = self.last_error if call.sent_at == 0 else None
            call.settle(None, never_sent or ConnectionLost("The home did not answer in time."))
        for id, call in [item for item in self._pending.items() if item[1].deadline <= now]:
            del self._pending[id]
            call.settle(None, ConnectionLost("The home did not answer in time."))
        if self._retry_at is not None and self._retry_at <= now:
            self._retry_at = None
            self.wants_dial = True
            self._set_state("connecting")
        if self._wire is None:
            return
        if now >= self._dead_at():
            self._lost(ConnectionLost("Nothing was heard from the home."))
        elif self._doubt_at is None and self._pending and now >= self._asked_at() + DOUBT_S and self._is_proven:
            self._doubt_at = now
            self._push("ping", {})

    def wake_at(self) -> Optional[float]:
        """When `tick` has something to do. None: not before something else happens."""
        times = [call.deadline for call in itertools.chain(self._queue, self._pending.values())]
        if self._retry_at is not None:
            times.append(self._retry_at)
        if self._wire is not None:
            times.append(self._dead_at())
            if self._pending and self._doubt_at is None and self._is_proven:
                times.append(self._asked_at() + DOUBT_S)
        return min(times, default=None)

    def take(self) -> bytes:
        sent = bytes(self._out) + (self._wire.take() if self._wire is not None else b"")
        self._out.clear()
        return sent

    def close(self, now: float) -> None:
        self._now = now
        self._end(Closed(), "closed")

    # What programs ask.

    def ask(self, now: float, call: _Call) -> None:
        self._now = now
        if self.error is not None:
            call.settle(None, self.error)
            return
        call.deadline = now + REPLY_LIMIT_S
        if self._is_watching:
            self._send(call)
        else:
            self._queue.append(call)

    def when_live(self, settle: Settle) -> None:
        if self.error is not None:
            settle(None, self.error)
        elif self._is_watching:
            settle(None, None)
        else:
            self._live_waiters.append(settle)

    def drained(self, now: float) -> None:
        """The program has read events: those that there was no room for are asked for again."""
        self._now = now
        if self._is_behind and self._is_watching:
            self._watch()

    # The way in.

    def _enter(self) -> None:
        if self.identity.session is not None:
            proof = _PageProof(self.identity.session, self.address.host)
            self._inner("page_challenge", proof.challenge, lambda reply: self._enter_as_page(proof, reply))
        elif self.identity.is_shared:
            self._register({"beside": True})
        else:
            # First without ending another connection of this agent. One that lost its place to another program does not take it back.
            self._register({}, {"reconnect": True} if self._code() != "agent_id_taken" else None)

    def _enter_as_page(self, proof: _PageProof, reply: Any) -> None:
        answer = proof.answer(reply)
        self._met()
        self.signer = proof
        self._inner("page_proof", {"proof": answer, "program": True}, lambda _: self._watch())

    def _register(self, how: Dict[str, Any], then: Optional[Dict[str, Any]] = None) -> None:
        identity = self.identity
        said = {"name": identity.name, "agent_id": identity.agent_id, "capabilities": [], "protocol_version": PROTOCOL_VERSION, **how}

        def refused(error: LanaiError) -> None:
            if error.code != "agent_id_taken" or then is None:
                self._refused(error)
            elif how.get("reconnect") is None:
                self._register(then, then)
            elif identity.own_id and identity.agent_id == _agent_id(identity.name):
                # The id belongs to a key that allows more: this key gets an id of its own, the same each time.
                identity.agent_id += "-" + hashlib.sha256(f"agent of {identity.key}".encode()).hexdigest()[:8]
                self._register(then, then)
            else:
                self._refused(error)

        def welcomed(welcome: Any) -> None:
            identity.agent_id = welcome["agent_id"]
            self._met()
            self._watch()

        if self._at is None:
            self._inner("register", {**said, "key": identity.key}, welcomed, refused)
            return
        proof = _KeyProof(str(identity.key), self._at)

        def challenged(reply: Any) -> None:
            answer = proof.answer(reply)
            self._met()
            self._inner("register", {**said, "proof": answer}, welcomed, refused)

        self._inner("challenge", proof.challenge, challenged)

    def _met(self) -> None:
        self._is_proven = self._has_met = True

    def _watch(self) -> None:
        position = {} if self._cursor is None else {"cursor": self._cursor, "epoch": self._epoch}
        self._inner("watch", {"version": WATCH_VERSION, **position}, lambda reply: self._watching(reply))

    def _watching(self, reply: Dict[str, Any]) -> None:
        is_resumed = reply["mode"] == "resumed"
        state = reply["ephemeral"] if is_resumed else reply["snapshot"]
        self.reader.streams = {id: dict(stream) for id, stream in state["streams"].items()}
        views = state["ephemeral_rooms"] if is_resumed else state["rooms"]
        self._is_behind = False
        self._held = None
        self._fills.clear()
        self._cursor_after_fill = None
        if not is_resumed:
            self._renew(state)
        self._fill_from(views)
        was_live = self._is_watching
        self._is_watching = True
        self._failures = 0
        self._closing = None
        if not was_live:
            self._set_state("live", resumed=is_resumed, last_end=reply.get("last_end"))
            self._resume_calls()
        self._fill()

    def _renew(self, snapshot: Dict[str, Any]) -> None:
        self.participants = snapshot["participants"]
        self.me = self.participants.get(snapshot["me_id"], {"id": snapshot["me_id"]})
        self.reader.me_id = snapshot["me_id"]
        self.reader.is_agent = self.me.get("kind") != "person"
        is_first = self._cursor is None or snapshot["epoch"] != self._epoch
        if is_first:
            # There is nothing before that was heard, or a backup was restored: then the numbers of before mean other messages.
            self._seqs = {id: view["room"]["last_seq"] for id, view in snapshot["rooms"].items() if view["membership"] is not None}
            self._cursor = snapshot["cursor"]
        else:
            self._cursor_after_fill = snapshot["cursor"]
        self._epoch = snapshot["epoch"]

    def _fill_from(self, views: Dict[str, Any]) -> None:
        """Too much was missed to be sent as events: the messages of each room are fetched."""
        for id, view in views.items():
            membership = view["membership"]
            if membership is None:
                self._seqs.pop(id, None)
                continue
            since = self._seqs.setdefault(id, membership.get("last_read_seq", view["room"]["last_seq"]))
            if since < view["room"]["last_seq"]:
                self._fills.append((id, view["room"]["last_seq"]))
        if self._fills:
            self._held = []

    def _fill(self) -> None:
        if not self._fills:
            if self._cursor_after_fill is not None:
                self._cursor, self._cursor_after_fill = self._cursor_after_fill, None
            held, self._held = self._held or [], None
            for event in held:
                self._event(event)
            return
        room_id, last = self._fills[0]
        since = self._seqs.get(room_id, last)

        def page(reply: Any) -> None:
            for message in reply["messages"]:
                if not self._event_now({"type": "message.posted", "cursor": None, "message": message}):
                    # No room for more. The position stays, so all of it is asked for again.
                    self._fills.clear()
                    self._held = None
                    self._cursor_after_fill = None
                    return
            through = reply["through_seq"]
            self._seqs[room_id] = max(since, through)
            if through <= since or self._seqs[room_id] >= last:
                self._fills.popleft()
            self._fill()

        def refused(_: LanaiError) -> None:
            # The room is gone meanwhile.
            self._fills.popleft()
            self._fill()

        self._inner("get_history", {"room_id": room_id, "since_seq": since, "limit": HISTORY_PAGE_MAX}, page, refused)

    def _resume_calls(self) -> None:
        for room_id in list(self._joined):
            self._inner("join_room", {"room_id": room_id}, lambda _: None, lambda _, gone=room_id: self._joined.pop(gone, None))
        queue, self._queue = self._queue, collections.deque()
        for call in queue:
            if call.is_wanted():
                self._send(call)
        waiters, self._live_waiters = self._live_waiters, []
        for settle in waiters:
            settle(None, None)

    # Frames.

    def _frame(self, text: str) -> None:
        frame = _json_or_none(text)
        if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
            self._refused(NotTheHome("The program that answers there sends no frames."))
            return
        kind, payload = frame["type"], frame.get("payload")
        reply_to = frame.get("reply_to")
        if isinstance(reply_to, str):
            call = self._pending.pop(reply_to, None)
            if call is not None:
                self._replied(call, kind, payload)
        elif not (self._is_proven or self._at is None):
            return
        elif kind == "ping":
            self._push("pong", {"cursor": self._cursor} if self._is_watching else {})
        elif kind == "closing":
            self._closing = self._as_error(payload)
        elif kind == "error":
            # A frame that the home could not read. It does not say which.
            pending, self._pending = self._pending, {}
            for call in pending.values():
                call.settle(None, self._as_error(payload))
        elif kind == "event" and self._is_watching and isinstance(payload, dict):
            self._event(payload)

    def _replied(self, call: _Call, kind: str, payload: Any) -> None:
        if kind == "error":
            call.settle(None, self._as_error(payload))
            return
        if not call.is_inner:
            if not isinstance(payload, dict):
                call.settle(None, _unreadable(call.command))
                return
            self._note(call, payload)
        call.settle(payload, None)

    def _note(self, call: _Call, payload: Dict[str, Any]) -> None:
        if call.command == "join_room":
            self._joined[str(call.payload.get("room_id"))] = None
        elif call.command == "leave_room":
            self._joined.pop(str(call.payload.get("room_id")), None)
        elif call.command == "get_history":
            for message in payload.get("messages", []):
                self.reader.remember(message)

    def _event(self, event: Dict[str, Any]) -> None:
        if self._held is not None:
            self._held.append(event)
            return
        cursor = event.get("cursor")
        is_kept = isinstance(cursor, int) and not isinstance(cursor, bool)
        if is_kept and self._cursor is not None and cursor <= self._cursor:
            return
        if self._event_now(event) and is_kept:
            self._cursor = cursor

    def _event_now(self, event: Dict[str, Any]) -> bool:
        """False: there is no room for it, and it comes again later."""
        is_posted = event.get("type") == "message.posted"
        if event.get("cursor") is not None or is_posted:
            self._is_behind = self._is_behind or self._is_full()
            if self._is_behind:
                return False
        elif self._is_full():
            return True
        if self._is_double(event):
            return True
        self._follow(event)
        heard = self.reader.read(event)
        if heard:
            self._emit(heard)
        return True

    def _is_double(self, event: Dict[str, Any]) -> bool:
        message = event.get("message")
        if event.get("type") != "message.posted" or not isinstance(message, dict):
            return False
        room_id, seq = message.get("room_id"), message.get("seq")
        if not isinstance(room_id, str) or not isinstance(seq, int):
            return False
        if seq <= self._seqs.get(room_id, 0):
            return True
        self._seqs[room_id] = seq
        return False

    def _follow(self, event: Dict[str, Any]) -> None:
        kind, participant, room = event.get("type"), event.get("participant"), event.get("room")
        if kind in ("participant.changed", "member.joined") and isinstance(participant, dict) and isinstance(participant.get("id"), str):
            self.participants[participant["id"]] = participant
            if participant["id"] == self.reader.me_id:
                self.me = participant
                if isinstance(room, dict) and isinstance(room.get("id"), str):
                    self._seqs.setdefault(room["id"], room.get("last_seq", 0) if isinstance(room.get("last_seq"), int) else 0)
        elif kind == "member.left" and event.get("participant_id") == self.reader.me_id or kind == "room.removed":
            self._seqs.pop(str(event.get("room_id")), None)
            self._joined.pop(str(event.get("room_id")), None)

    def _inner(
        self, command: str, payload: Mapping[str, Any], then: Callable[[Any], None], refused: Optional[Callable[[LanaiError], None]] = None
    ) -> None:
        """A request of the client's own. A reply that cannot be read counts as one of another program."""

        def settle(reply: Any, error: Optional[LanaiError]) -> None:
            if error is None:
                try:
                    then(reply)
                except NotTheHome as fault:
                    self._refused(fault)
                except (KeyError, TypeError, AttributeError, ValueError) as fault:
                    log.warning("The answer to %s cannot be read: %r", command, fault)
                    self._refused(NotTheHome(f"The answer to {command} cannot be read."))
            elif refused is not None and not isinstance(error, ConnectionLost):
                refused(error)
            else:
                self._refused(error)

        call = _Call(command, payload, settle, is_inner=True)
        call.deadline = self._now + REPLY_LIMIT_S
        self._send(call)

    def _send(self, call: _Call) -> None:
        id = str(next(self._ids))
        text = json.dumps({"id": id, "type": call.command, "payload": call.payload}, ensure_ascii=False, separators=(",", ":"))
        if self._wire is None:
            return
        call.sent_at = self._now
        self._pending[id] = call
        self._wire.send(text)

    def _push(self, kind: str, payload: Mapping[str, Any]) -> None:
        if self._wire is not None:
            self._wire.send(json.dumps({"id": str(next(self._ids)), "type": kind, "payload": payload}))

    @staticmethod
    def _as_error(payload: Any) -> LanaiError:
        said = payload if isinstance(payload, dict) else {}
        return _error_of(said.get("code"), said.get("message"), said.get("retry_after"))

    # The end of a connection.

    def _code(self) -> Optional[str]:
        return self._closing.code if self._closing is not None else None

    def _refused(self, error: LanaiError) -> None:
        if self.is_over or self._wire is None and self.wants_drop:
            return
        # Another program may have taken the port of a home that is away. What it says counts only before the home was met.
        is_believed = self._is_proven or not self._has_met or self._at is None or self.address.tls is not None or self._code() == "unauthorized"
        is_final = error.code in self.FINAL or not self._has_met and error.code not in self.TEMPORARY and not isinstance(error, ConnectionLost)
        if is_believed and is_final:
            self._end(error, "outdated" if error.code in ("update_required", "unsupported_protocol") else "signed-out")
        else:
            self._lost(error)

    def _lost(self, error: LanaiError) -> None:
        """The connection is gone. What can be sent again is."""
        if self.is_over:
            return
        self.last_error = error
        self._drop()
        pending, self._pending = self._pending, {}
        again = [call for call in pending.values() if call.is_repeatable and not call.is_inner]
        self._queue.extendleft(reversed(again))
        wait = WAITS_S[min(self._failures, len(WAITS_S) - 1)] * (1 + random.random() * JITTER)
        self._failures += 1
        self._retry_at = self._now + wait
        self._set_state("waiting", retry_in=wait, error=error.message)
        for call in pending.values():
            if not call.is_repeatable and not call.is_inner:
                call.settle(None, ConnectionLost())

    def _end(self, error: LanaiError, state: str) -> None:
        if self.is_over:
            return
        self.error = error
        if self._wire is not None:
            self._wire.close()
        self._drop()
        self.is_over = True
        self.wants_dial = False
        self._retry_at = None
        self._settle_all(error)
        self._set_state(state, error=error.message)

    def _settle_all(self, error: LanaiError) -> None:
        calls = [*self._pending.values(), *self._queue]
        self._pending = {}
        self._queue.clear()
        waiters, self._live_waiters = self._live_waiters, []
        for call in calls:
            if not call.is_inner:
                call.settle(None, error)
        for settle in waiters:
            settle(None, error)

    def _drop(self) -> None:
        if self._wire is not None:
            self._out += self._wire.take()
        self._wire = None
        self._is_watching = False
        self._is_proven = False
        self._doubt_at = None
        self._held = None
        self._fills.clear()
        self._cursor_after_fill = None
        self.signer = None
        self.wants_drop = True

    def _dead_at(self) -> float:
        if self._doubt_at is not None:
            return self._doubt_at + DOUBT_S
        return self._opened_at + OPEN_LIMIT_S if not self._is_proven else self._heard_at + SILENCE_S

    def _asked_at(self) -> float:
        """The oldest question without an answer, or the last sign of life after it."""
        return max(self._heard_at, min(call.sent_at for call in self._pending.values()))

    def _set_state(self, state: str, **more: Any) -> None:
        self.state = state
        self._emit([Event("connection", {"state": state, **more})])


# ------------------------------------------------------------------------------------------------------------------ verbs


class _Ask:
    """A step of a verb: a command, and its reply."""

    __slots__ = ("command", "payload", "is_repeatable")

    def __init__(self, command: str, payload: Mapping[str, Any], is_repeatable: Optional[bool] = None) -> None:
        self.command = command
        self.payload = payload
        self.is_repeatable = is_repeatable if is_repeatable is not None else command in REPEATABLE or command.startswith(READING)


class _Work:
    """A step of a verb: a function that blocks. It is given a function through which it calls back into the program."""

    __slots__ = ("run",)

    def __init__(self, run: Callable[[Callable[..., None]], Any]) -> None:
        self.run = run


class _WaitLive:
    """A step of a verb: until the connection is there again."""


# A verb is written once, as a generator of steps. `_blocking` and `_awaitable` make the methods of the two clients of it.
_Step = Union[_Ask, _Work, _WaitLive]
_Verb = Generator[_Step, Any, T]


def _next_step(verb: _Verb[Any], last: Optional[_Step], result: Any, error: Optional[BaseException]) -> _Step:
    """Raises StopIteration with the result of the verb. A reply that the verb cannot read is a fault of the home."""
    try:
        return verb.send(result) if error is None else verb.throw(error)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as fault:
        if fault is error or not isinstance(last, _Ask):
            raise
        raise _unreadable(last.command) from fault


def _id(ref: Ref) -> str:
    """The id of an object, or the id itself."""
    found = ref if isinstance(ref, str) else ref.get("id") or (ref.get("room") or {}).get("id")
    if not isinstance(found, str):
        raise LanaiError("invalid_argument", f"{ref!r} is neither an id nor an object with one.")
    return found


def _given(**fields: Any) -> Dict[str, Any]:
    """The fields that are not None."""
    return {name: value for name, value in fields.items() if value is not None}


class _Client:
    """All that both clients share: the core, the events, and the verbs as generators."""

    def __init__(self, address: _Address, identity: _Identity) -> None:
        self._address = address
        self._identity = identity
        self._lock = threading.RLock()
        self._feeds: List["_Feed"] = []
        self._callbacks: Dict[str, List[Callable[[Event], Any]]] = {}
        self._core = _Core(address, identity, self._heard, self._is_full)

    @property
    def me(self) -> Participant:
        """The participant that this client is."""
        return self._core.me  # type: ignore[return-value]

    @property
    def state(self) -> str:
        """`connecting`, `live`, `waiting`, `signed-out`, `outdated` or `closed`."""
        return self._core.state

    def name_of(self, participant: Ref) -> str:
        """The name of a participant, as far as it is known here; else the id."""
        id = _id(participant)
        return str(self._core.participants.get(id, {}).get("name", id))

    def on(self, type: str, callback: Optional[Callable[[Event], Any]] = None) -> Any:
        """Calls `callback` for each event of this type, one after the other; as a decorator without it. `"*"` is every type.

        A `Home` calls it in a thread for callbacks, in which all its methods may be used. An `AsyncHome` awaits it, if it is a coroutine function.
        """
        if callback is None:
            return lambda given: self.on(type, given)
        with self._lock:
            self._callbacks.setdefault(type, []).append(callback)
        self._start_callbacks()
        return callback

    def off(self, type: str, callback: Callable[[Event], Any]) -> None:
        """Ends `on`."""
        with self._lock:
            self._callbacks.get(type, []).remove(callback)

    def _start_callbacks(self) -> None:
        raise NotImplementedError

    def _callbacks_for(self, event: Event) -> List[Callable[[Event], Any]]:
        with self._lock:
            return [*self._callbacks.get(event.type, []), *self._callbacks.get("*", [])]

    def _heard(self, events: List[Event]) -> None:
        with self._lock:
            feeds = list(self._feeds)
        for event in events:
            for feed in feeds:
                feed.push(event)
        if self._core.is_over:
            for feed in feeds:
                feed.end()

    def _is_full(self) -> bool:
        with self._lock:
            return any(len(feed.waiting) >= EVENTS_WAITING_MAX for feed in self._feeds)

    def _add(self, feed: "_Feed") -> None:
        with self._lock:
            self._feeds.append(feed)
        if self._core.is_over:
            feed.end()

    def _remove(self, feed: "_Feed") -> None:
        with self._lock:
            if feed in self._feeds:
                self._feeds.remove(feed)

    # Rooms.

    def _list_rooms(self) -> _Verb[List[Room]]:
        """The rooms that the client can see."""
        found: List[Room] = []
        while True:
            reply = yield _Ask("list_rooms", _given(after=found[-1]["id"] if found else None))
            views = reply["rooms"]
            found += [view["room"] for view in views]
            if not views or not reply.get("has_more"):
                return found

    def _create_room(self, name: str, *, description: Optional[str] = None, public: bool = False, **fields: Any) -> _Verb[Room]:
        """Creates a room. More fields: those of the command `create_room`."""
        return (yield _Ask("create_room", {**_given(name=name, description=description), "public": public, **fields}))

    def _join(self, room: Ref) -> _Verb[Room]:
        """Becomes a member of the room, and is present in it; after a lost connection too."""
        yield _Ask("join_room", {"room_id": _id(room)})
        return (yield _Ask("room_info", {"room_id": _id(room)}))["room"]

    def _leave(self, room: Ref) -> _Verb[None]:
        """Ends the presence and the membership."""
        with contextlib.suppress(NotFound):
            yield _Ask("leave_room", {"room_id": _id(room)})
        yield _Ask("remove_member", {"room_id": _id(room), "participant_id": self._core.reader.me_id}, is_repeatable=True)

    def _direct(self, participant: Ref) -> _Verb[Room]:
        """The direct room with a participant. It is created when there is none."""
        return (yield _Ask("open_direct", {"participant_id": _id(participant)}))

    # Messages.

    def _send(
        self,
        room: Ref,
        text: str,
        *,
        reply_to: Optional[Ref] = None,
        thread: Optional[Ref] = None,
        mentions: Sequence[Ref] = (),
        files: Sequence[Ref] = (),
        metadata: Any = None,
        choices: Optional[Sequence[str]] = None,
        choice: Optional[str] = None,
        client_id: Optional[str] = None,
        **fields: Any,
    ) -> _Verb[Message]:
        """Sends a message, in Markdown. The answer means that it is on the home's disk.

        It is sent again after a lost connection, and posted once. `files`: results of `upload`. Raises LanaiError with `rate_limit_messages`,
        `message_too_large`, `room_not_found`, `not_in_room` and others.
        """
        payload = _given(
            room_id=_id(room),
            content=text,
            reply_to=_id(reply_to) if reply_to is not None else None,
            thread_id=_id(thread) if thread is not None else None,
            metadata=metadata,
            choices=choices,
            choice=choice,
            client_id=client_id or str(uuid.uuid4()),
        )
        more = {"mentions": [_id(each) for each in mentions], "file_ids": [_id(each) for each in files]}
        return (yield _Ask("send_message", {**payload, **{name: ids for name, ids in more.items() if ids}, **fields}))

    def _edit(self, room: Ref, message: Ref, text: str) -> _Verb[Message]:
        """Changes the text of one of the client's messages."""
        return (yield _Ask("edit_message", {"room_id": _id(room), "message_id": _id(message), "content": text}))

    def _delete(self, room: Ref, message: Ref) -> _Verb[Message]:
        """Deletes the content of a message. Its seq stays taken."""
        return (yield _Ask("delete_message", {"room_id": _id(room), "message_id": _id(message)}))

    def _react(self, room: Ref, message: Ref, emoji: str) -> _Verb[Message]:
        """Adds a reaction."""
        return (yield _Ask("react", {"room_id": _id(room), "message_id": _id(message), "emoji": emoji, "on": True}))

    def _unreact(self, room: Ref, message: Ref, emoji: str) -> _Verb[Message]:
        """Removes a reaction."""
        return (yield _Ask("react", {"room_id": _id(room), "message_id": _id(message), "emoji": emoji, "on": False}))

    def _history(
        self, room: Ref, *, since_seq: Optional[int] = None, before_seq: Optional[int] = None, thread: Optional[Ref] = None, page_size: int = 200
    ) -> Generator[_Verb[List[Message]], List[Message], None]:
        """The messages of a room, the oldest first, fetched page by page: those after `since_seq` and before `before_seq`, or all."""
        since = since_seq if since_seq is not None else 0
        fields = {"room_id": _id(room), "limit": max(1, min(page_size, HISTORY_PAGE_MAX)), **_given(thread_id=_id(thread) if thread is not None else None)}
        while before_seq is None or since < before_seq - 1:
            is_last = False

            def page(after: int = since) -> _Verb[List[Message]]:
                nonlocal since, is_last
                reply = yield _Ask("get_history", {**fields, "since_seq": after})
                is_last = not reply["has_more"]
                since = max(after, reply["through_seq"])
                is_last = is_last or since == after
                return [each for each in reply["messages"] if before_seq is None or each["seq"] < before_seq]

            yield page()
            if is_last:
                return

    def _search(
        self, query: str = "", *, room: Optional[Ref] = None, from_: Optional[Ref] = None, has: Optional[str] = None, page_size: int = 20, **fields: Any
    ) -> Generator[_Verb[List[Dict[str, Any]]], List[Dict[str, Any]], None]:
        """Finds messages by words, in all rooms that the client can see, the newest first. `has`: `link`, `code`, `file`, `image` or `mention`.

        Each result has a `message`. `before` and `after` are times in milliseconds.
        """
        asked = _given(query=query, room_id=_id(room) if room is not None else None, from_id=_id(from_) if from_ is not None else None, has=has)
        cursor: Optional[str] = None
        is_last = False
        while not is_last:

            def page(after: Optional[str] = cursor) -> _Verb[List[Dict[str, Any]]]:
                nonlocal cursor
                reply = yield _Ask("search", {**asked, "limit": page_size, **fields, **_given(cursor=after)})
                cursor = reply["next_cursor"]
                return reply["results"]

            yield page()
            is_last = cursor is None

    def _mark_read(self, room: Ref, seq: int) -> _Verb[Dict[str, Any]]:
        """Marks all messages up to a seq as read: `last_read_seq`, `unread` and `mentions`."""
        return (yield _Ask("mark_read", {"room_id": _id(room), "seq": seq}))

    def _list_reads(self, room: Ref) -> _Verb[List[Dict[str, Any]]]:
        """How far the members of a room have read: `participant_id`, `seq` and `at`."""
        return (yield _Ask("list_reads", {"room_id": _id(room)}))["reads"]

    # Participants.

    def _list_agents(self, room: Optional[Ref] = None) -> _Verb[List[Participant]]:
        """The participants who are present in a room, or all agents of the home."""
        found: List[Participant] = []
        while True:
            after = found[-1]["id"] if found else None
            reply = yield _Ask("list_agents", _given(room_id=_id(room) if room is not None else None, after=after))
            found += reply["participants"]
            if not reply["participants"] or not reply.get("has_more"):
                return found

    def _set_presence(
        self, status: str, *, detail: Optional[str] = None, progress: Optional[int] = None, room: Optional[Ref] = None
    ) -> _Verb[Presence]:
        """Shows what the client is doing: `idle`, `waiting`, `working`, `thinking` or `blocked`. `progress`: 0 to 100 percent."""
        fields = _given(room_id=_id(room) if room is not None else None, status_detail=detail, progress=progress)
        return (yield _Ask("set_presence", {"status": status, **fields}))

    def _set_typing(self, room: Ref, typing: bool = True) -> _Verb[None]:
        """Shows to the members of a room that the client is typing, or has stopped."""
        yield _Ask("set_typing", {"room_id": _id(room), "typing": typing})

    # Votes and tasks.

    def _create_vote(
        self, room: Ref, title: str, options: Sequence[str], *, description: Optional[str] = None, duration_secs: Optional[float] = None
    ) -> _Verb[Vote]:
        """Creates a vote among those who are present. It closes after `duration_secs`, or when all have voted."""
        fields = _given(description=description, duration_secs=duration_secs)
        return (yield _Ask("create_vote", {"room_id": _id(room), "title": title, "options": list(options), **fields}))

    def _cast_vote(self, vote: Ref, option: int) -> _Verb[Vote]:
        """Votes for an option, from 0. A ballot can be changed until the vote closes."""
        return (yield _Ask("cast_vote", {"vote_id": _id(vote), "option_index": option}))

    def _close_vote(self, vote: Ref) -> _Verb[Vote]:
        """Closes a vote now. The tally and the ballots are in the answer."""
        return (yield _Ask("close_vote", {"vote_id": _id(vote)}))

    def _get_vote(self, vote: Ref) -> _Verb[Vote]:
        """One vote as it is now."""
        return (yield _Ask("get_vote_status", {"vote_id": _id(vote)}))

    def _list_votes(self, room: Ref) -> _Verb[List[Vote]]:
        """The votes of a room, the newest first."""
        return (yield from self._every("list_votes", "votes", {"room_id": _id(room)}))

    def _create_task(self, room: Ref, title: str, *, description: Optional[str] = None, assignee: Optional[Ref] = None) -> _Verb[Task]:
        """Creates a task. `assignee`: a participant, or the name of a member of the room."""
        fields = _given(description=description, assignee=_id(assignee) if assignee is not None else None)
        return (yield _Ask("assign_task", {"room_id": _id(room), "title": title, **fields}))

    def _update_task(
        self, task: Ref, *, status: Optional[str] = None, assignee: Optional[Ref] = None, note: Optional[str] = None
    ) -> _Verb[Task]:
        """Changes a task. `status`: `pending`, `in_progress`, `blocked`, `completed` or `cancelled`."""
        fields = _given(status=status, note=note, assignee=_id(assignee) if assignee is not None else None)
        return (yield _Ask("update_task", {"task_id": _id(task), **fields}))

    def _list_tasks(self, room: Ref, *, status: Optional[str] = None) -> _Verb[List[Task]]:
        """The tasks of a room, the oldest first."""
        return (yield from self._every("list_tasks", "tasks", {"room_id": _id(room), **_given(status=status)}))

    def _every(self, command: str, name: str, fields: Mapping[str, Any]) -> _Verb[List[Any]]:
        found: List[Any] = []
        while True:
            reply = yield _Ask(command, {**fields, **_given(after=found[-1]["id"] if found else None)})
            found += reply[name]
            if not reply[name] or not reply.get("has_more"):
                return found

    # Files.

    def _upload(self, room: Ref, source: Source, *, name: Optional[str] = None, progress: Optional[Progress] = None) -> _Verb[FileInfo]:
        """Uploads a file to a room. Then `send` it with `files=[...]` within a day.

        `source`: a path, bytes, or a file that is open for reading in binary mode. `progress(sent, total)` is called with bytes. It is not sent
        again after a lost connection. Raises LanaiError with `file_too_large`, `files_not_taken`, `storage_full`, `quota_exceeded` and others.
        """
        known = name or (os.path.basename(os.fspath(source)) if isinstance(source, (str, os.PathLike)) else "file")
        path = f"/api/rooms/{_escaped(_id(room))}/files?name={_escaped(known)}"
        yield _WaitLive()
        headers = self._http_headers("POST", path)
        return (yield _Work(lambda call: _http_upload(self._address, path, headers, source, _through(call, progress))))

    def _download(self, file: Ref, target: Target = None, *, progress: Optional[Progress] = None) -> _Verb[bytes]:
        """Downloads a file to a path, or into a file that is open for writing in binary mode; without a target gives its bytes.

        `progress(received, total)` is called with bytes. A file at the path is replaced when all has arrived, and not before.
        """
        path = f"/api/files/{_escaped(_id(file))}"
        yield _WaitLive()
        headers = self._http_headers("GET", path)
        return (yield _Work(lambda call: _http_download(self._address, path, headers, target, _through(call, progress))))

    def _http_headers(self, method: str, path: str) -> Dict[str, str]:
        """Over plain HTTP the key is only sent on this computer, and after the home has proved on its connection that it knows it."""
        identity, signer = self._identity, self._core.signer
        if identity.session is not None:
            if signer is None:
                raise ConnectionLost()
            return {"Origin": self._address.origin, "Cookie": identity.session["cookie"], "X-Lanai-Proof": signer.request(method, path)}
        if self._address.tls is None and not self._address.is_loopback:
            raise LanaiError("invalid_argument", "Files need https:// here: over plain HTTP the key could be read on its way.")
        name = identity.name
        if self._core.reader.me_id not in (_agent_id(name), f"{_agent_id(name)}.{self._owner_suffix()}"):
            name = self._core.reader.me_id
            if _agent_id(name) != name:
                raise LanaiError("invalid_argument", "Files need an agent_id of small letters, digits and hyphens.")
        return {"Authorization": f"Bearer {identity.key}", "Lanai-Agent": name.encode("utf-8").decode("latin-1")}

    def _owner_suffix(self) -> str:
        return str(self._core.me.get("owner_id") or "")[-8:]

    # Everything else.

    def _call(self, command: str, /, **params: Any) -> _Verb[Any]:
        """Any command of docs/protocol.md, with its own names of fields; its reply.

        After a lost connection it is sent again where that does no harm. Otherwise it raises ConnectionLost.
        """
        if command in ("send_message", "forward_message"):
            params.setdefault("client_id", str(uuid.uuid4()))
        return (yield _Ask(command, params))


def _escaped(text: str) -> str:
    return urllib.parse.quote(text, safe="")


def _through(call: Callable[..., None], progress: Optional[Progress]) -> Optional[Progress]:
    return None if progress is None else lambda done, total: call(progress, done, total)


class _StreamBase:
    """A message that the room sees while it is written."""

    def __init__(self, client: _Client, room: Ref, fields: Mapping[str, Any]) -> None:
        self._client = client
        self._room_id = _id(room)
        self._fields = fields
        self._is_unsure = False
        #: The id of the message that it becomes.
        self.id = ""
        #: All that was written.
        self.text = ""
        #: The message, after the end.
        self.message: Optional[Message] = None
        self.is_ended = False

    def _start(self) -> _Verb[None]:
        """Begins it. `with` does this."""
        reply = yield _Ask("stream_start", {"room_id": self._room_id, **self._fields})
        self.id = reply["stream_id"]

    def _write(self, text: str) -> _Verb[None]:
        """Appends text. After a lost connection it continues where the home has it, if that is not more than 20 seconds ago.

        Raises LanaiError with `stream_not_found` when the stream was stopped.
        """
        if text == "":
            return
        self.text += text
        try:
            yield _Ask("stream_delta", {"stream_id": self.id, "text": text}, is_repeatable=False)
        except ConnectionLost:
            self._is_unsure = True
            yield from self._catch_up()

    def _catch_up(self) -> _Verb[None]:
        """The home says after each reconnect which text it has."""
        while True:
            yield _WaitLive()
            stream = self._client._core.reader.streams.get(self.id)
            if stream is None:
                raise NotFound("stream_not_found", "There is no such stream here, or it has ended.")
            rest = self.text[len(stream["text"]) :] if self.text.startswith(stream["text"]) else ""
            try:
                if rest:
                    yield _Ask("stream_delta", {"stream_id": self.id, "text": rest}, is_repeatable=False)
                return
            except ConnectionLost:
                continue

    def _end(self, *, unfinished: Optional[str] = None, metadata: Any = None, choices: Optional[Sequence[str]] = None) -> _Verb[Optional[Message]]:
        """Posts the message. None: there was no text. `unfinished`: `stopped`, `failed` or `limit`, if the text ends early."""
        if self.is_ended:
            return self.message
        fields = _given(unfinished=unfinished, metadata=metadata, choices=choices, content=self.text if self._is_unsure and self.text else None)
        was_lost = False
        while True:
            try:
                reply = yield _Ask("stream_end", {"stream_id": self.id, **fields}, is_repeatable=False)
                break
            except ConnectionLost:
                was_lost = True
                yield _WaitLive()
                if self.text:
                    fields["content"] = self.text
            except NotFound:
                if not was_lost:
                    raise
                reply = {"message": (yield from self._posted())}
                break
        self.is_ended = True
        self.message = reply["message"]
        return self.message

    def _posted(self) -> _Verb[Optional[Message]]:
        """The answer to the first try was lost: the message may be there."""
        page = yield _Ask("get_history", {"room_id": self._room_id, "limit": 200})
        return next((each for each in page["messages"] if each["id"] == self.id), None)

    def _discard(self) -> _Verb[None]:
        """Ends it without a message."""
        self.is_ended = True
        with contextlib.suppress(NotFound):
            yield _Ask("stream_end", {"stream_id": self.id, "discard": True}, is_repeatable=True)

    def _leave(self, error: Optional[BaseException]) -> _Verb[None]:
        if error is None:
            yield from self._end()
        elif self.id and not self.is_ended:
            # What was written stays, and the error of the program is the one to be seen.
            with contextlib.suppress(LanaiError):
                yield from self._end(unfinished="failed" if isinstance(error, Exception) else "stopped")


# ------------------------------------------------------------------------------------------------------------------- http


def _http_connection(address: _Address) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(address.hostname, address.port or None, timeout=REPLY_LIMIT_S, blocksize=BLOCK_BYTES)
    connection.sock = address.open(OPEN_LIMIT_S)
    connection.sock.settimeout(REPLY_LIMIT_S)
    return connection


@contextlib.contextmanager
def _http_answer(address: _Address, method: str, path: str, headers: Mapping[str, str], body: Optional["_Counted"]) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request when it succeeded; else its error."""
    size = {} if body is None else {"Content-Length": str(body.size), "Content-Type": "application/octet-stream"}
    try:
        connection = _http_connection(address)
        with contextlib.closing(connection):
            # A home that refuses a long body answers, and closes before it has read it.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, body=body, headers={"Host": address.host, **size, **headers})  # type: ignore[arg-type]
            answer = connection.getresponse()
            if answer.status >= 300:
                problem = _json_or_none(answer.read(HEADER_BYTES_MAX)) or {}
                said = problem if isinstance(problem, dict) else {}
                raise _error_of(said.get("code"), said.get("detail"), _seconds(answer.getheader("Retry-After")))
            yield answer
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, _OwnFault):
            raise error.__cause__ or error
        raise _fault_of(error, address) from error


class _OwnFault(OSError):
    """A fault of the program's own file, not of the connection."""


@contextlib.contextmanager
def _own_file() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _OwnFault() from error


class _Counted:
    """A body whose bytes are counted while they are sent."""

    def __init__(self, file: BinaryIO, progress: Optional[Progress]) -> None:
        begin = file.tell()
        self.size = file.seek(0, io.SEEK_END) - begin
        file.seek(begin)
        self._file = file
        self._left = self.size
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        # A file that grows meanwhile would be longer than the request says.
        wanted = self._left if size < 0 else min(size, self._left)
        with _own_file():
            block = self._file.read(wanted)
        if len(block) < wanted:
            raise _OwnFault() from OSError("The file became shorter while it was sent.")
        self._left -= len(block)
        if self._progress is not None and block:
            self._progress(self.size - self._left, self.size)
        return block


def _http_upload(address: _Address, path: str, headers: Mapping[str, str], source: Source, progress: Optional[Progress]) -> Any:
    with contextlib.ExitStack() as stack:
        if isinstance(source, (str, os.PathLike)):
            file: BinaryIO = stack.enter_context(open(source, "rb"))
        elif isinstance(source, (bytes, bytearray)):
            file = io.BytesIO(source)
        else:
            file = source
        answer = stack.enter_context(_http_answer(address, "POST", path, headers, _Counted(file, progress)))
        uploaded = _json_or_none(answer.read())
        if not isinstance(uploaded, dict):
            raise _unreadable("the upload")
        return uploaded


def _http_download(address: _Address, path: str, headers: Mapping[str, str], target: Target, progress: Optional[Progress]) -> bytes:
    with _http_answer(address, "GET", path, headers, None) as answer:
        if target is None:
            whole = io.BytesIO()
            _copy(answer, whole, progress)
            return whole.getvalue()
        if not isinstance(target, (str, os.PathLike)):
            _copy(answer, target, progress)
            return b""
        final = os.fspath(target)
        part = f"{final}.{secrets.token_hex(4)}.part"
        try:
            with _own_file():
                file = open(part, "xb")
            with file:
                _copy(answer, file, progress)
            with _own_file():
                os.replace(part, final)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise
        return b""


def _copy(answer: http.client.HTTPResponse, file: BinaryIO, progress: Optional[Progress]) -> None:
    length = answer.getheader("Content-Length")
    total = int(length) if length is not None and length.isdigit() else None
    done = 0
    while True:
        block = answer.read(BLOCK_BYTES)
        if not block:
            break
        with _own_file():
            file.write(block)
        done += len(block)
        if progress is not None:
            progress(done, total)
    if total is not None and done != total:
        raise ConnectionLost("The connection to the home was lost during the download.")


# -------------------------------------------------------------------------------------------------------------- iterators


class _Feed:
    """The events that a program has not read yet."""

    def __init__(self, client: _Client, types: Sequence[str], room: Optional[Ref]) -> None:
        self.waiting: Deque[Event] = collections.deque()
        self._client = client
        self._types = frozenset(types)
        self._room_id = _id(room) if room is not None else None
        self._is_over = False

    def push(self, event: Event) -> None:
        if self._types and event.type not in self._types and "*" not in self._types:
            return
        if self._room_id is not None and event.room_id != self._room_id:
            return
        self.waiting.append(event)
        self._wake()

    def end(self) -> None:
        self._is_over = True
        self._wake()

    def close(self) -> None:
        """No more events are kept for it."""
        self._client._remove(self)
        self.end()

    def _wake(self) -> None:
        raise NotImplementedError

    def _pop(self) -> Event:
        event = self.waiting.popleft()
        if self._client._core._is_behind and len(self.waiting) < EVENTS_WAITING_MAX // 2:
            self._drained()
        return event

    def _drained(self) -> None:
        raise NotImplementedError

    def _final(self) -> Optional[LanaiError]:
        error = self._client._core.error
        return None if error is None or isinstance(error, Closed) else error


class Events(_Feed):
    """The events from the call of `events` on, one after the other. It ends when the client is closed."""

    def __init__(self, client: _Client, types: Sequence[str], room: Optional[Ref], timeout: Optional[float]) -> None:
        super().__init__(client, types, room)
        self._timeout = timeout
        self._has_more = threading.Condition()

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        with self._has_more:
            if not self._has_more.wait_for(lambda: self.waiting or self._is_over, self._timeout):
                raise StopIteration
        if self.waiting:
            return self._pop()
        error = self._final()
        raise error if error is not None else StopIteration

    def __enter__(self) -> "Events":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wake(self) -> None:
        with self._has_more:
            self._has_more.notify_all()

    def _drained(self) -> None:
        self._client._driver.do(self._client._core.drained)  # type: ignore[attr-defined]


class AsyncEvents(_Feed):
    """The same for asyncio."""

    def __init__(self, client: _Client, types: Sequence[str], room: Optional[Ref], timeout: Optional[float]) -> None:
        super().__init__(client, types, room)
        self._timeout = timeout
        self._has_more = asyncio.Event()

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        while not self.waiting and not self._is_over:
            self._has_more.clear()
            try:
                await asyncio.wait_for(self._has_more.wait(), self._timeout)
            except asyncio.TimeoutError:
                raise StopAsyncIteration from None
        if self.waiting:
            return self._pop()
        error = self._final()
        raise error if error is not None else StopAsyncIteration

    async def __aenter__(self) -> "AsyncEvents":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def _wake(self) -> None:
        self._has_more.set()

    def _drained(self) -> None:
        self._client._driver.do(self._client._core.drained)  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------------- the two clients


def _blocking(verb: "Callable[Concatenate[Any, P], _Verb[T]]") -> "Callable[Concatenate[Any, P], T]":
    @functools.wraps(verb)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._run(verb(self, *args, **kwargs))

    return method


def _awaitable(verb: "Callable[Concatenate[Any, P], _Verb[T]]") -> "Callable[Concatenate[Any, P], Awaitable[T]]":
    @functools.wraps(verb)
    async def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return await self._run(verb(self, *args, **kwargs))

    return method


def _blocking_pages(verb: "Callable[Concatenate[Any, P], Generator[_Verb[List[T]], List[T], None]]") -> "Callable[Concatenate[Any, P], Iterator[T]]":
    @functools.wraps(verb)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        for page in verb(self, *args, **kwargs):
            yield from self._run(page)

    return method


def _awaitable_pages(
    verb: "Callable[Concatenate[Any, P], Generator[_Verb[List[T]], List[T], None]]",
) -> "Callable[Concatenate[Any, P], AsyncIterator[T]]":
    @functools.wraps(verb)
    async def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        for page in verb(self, *args, **kwargs):
            for each in await self._run(page):
                yield each

    return method


class Stream(_StreamBase):
    """A message that the room sees while it is written: `with home.stream(room) as stream: stream.write("...")`.

    At the end of the block it is posted, as `stream.message`; after an exception it is posted as unfinished.
    """

    start = _blocking(_StreamBase._start)
    write = _blocking(_StreamBase._write)
    end = _blocking(_StreamBase._end)
    discard = _blocking(_StreamBase._discard)

    def _run(self, verb: _Verb[T]) -> T:
        return self._client._run(verb)  # type: ignore[attr-defined, no-any-return]

    def __enter__(self) -> "Stream":
        self.start()
        return self

    def __exit__(self, _kind: object, error: Optional[BaseException], _trace: object) -> None:
        self._run(self._leave(error))


class AsyncStream(_StreamBase):
    """The same for asyncio: `async with home.stream(room) as stream: await stream.write("...")`."""

    start = _awaitable(_StreamBase._start)
    write = _awaitable(_StreamBase._write)
    end = _awaitable(_StreamBase._end)
    discard = _awaitable(_StreamBase._discard)

    async def _run(self, verb: _Verb[T]) -> T:
        return await self._client._run(verb)  # type: ignore[attr-defined, no-any-return]

    async def __aenter__(self) -> "AsyncStream":
        await self.start()
        return self

    async def __aexit__(self, _kind: object, error: Optional[BaseException], _trace: object) -> None:
        await self._run(self._leave(error))


class Home(_Client):
    """A home, as one participant sees it. Its methods block, and may be called from any thread. Made by `connect`."""

    list_rooms = _blocking(_Client._list_rooms)
    create_room = _blocking(_Client._create_room)
    join = _blocking(_Client._join)
    leave = _blocking(_Client._leave)
    direct = _blocking(_Client._direct)
    send = _blocking(_Client._send)
    edit = _blocking(_Client._edit)
    delete = _blocking(_Client._delete)
    react = _blocking(_Client._react)
    unreact = _blocking(_Client._unreact)
    history = _blocking_pages(_Client._history)
    search = _blocking_pages(_Client._search)
    mark_read = _blocking(_Client._mark_read)
    list_reads = _blocking(_Client._list_reads)
    list_agents = _blocking(_Client._list_agents)
    set_presence = _blocking(_Client._set_presence)
    set_typing = _blocking(_Client._set_typing)
    create_vote = _blocking(_Client._create_vote)
    cast_vote = _blocking(_Client._cast_vote)
    close_vote = _blocking(_Client._close_vote)
    get_vote = _blocking(_Client._get_vote)
    list_votes = _blocking(_Client._list_votes)
    create_task = _blocking(_Client._create_task)
    update_task = _blocking(_Client._update_task)
    list_tasks = _blocking(_Client._list_tasks)
    upload = _blocking(_Client._upload)
    download = _blocking(_Client._download)
    call = _blocking(_Client._call)

    def __init__(self, address: _Address, identity: _Identity) -> None:
        super().__init__(address, identity)
        self._driver = _ThreadDriver(self._core, address)
        self._caller: Optional[threading.Thread] = None

    def stream(self, room: Ref, *, reply_to: Optional[Ref] = None, thread: Optional[Ref] = None) -> Stream:
        """A message that the room sees while it is written. For agents."""
        return Stream(self, room, _stream_fields(reply_to, thread))

    def events(self, *types: str, room: Optional[Ref] = None, timeout: Optional[float] = None) -> Events:
        """The events of these types, or all, from now on. It ends when the client is closed, or after `timeout` seconds without an event.

        Up to 10,000 events wait to be read. The home keeps more of them, except for those that are true for a moment only, such as typing.
        """
        feed = Events(self, types, room, timeout)
        self._add(feed)
        return feed

    def close(self) -> None:
        """Ends the connection. It may be called more than once."""
        self._driver.stop()
        if self._caller is not None and self._caller is not threading.current_thread():
            self._caller.join(1.0)

    def __enter__(self) -> "Home":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, verb: _Verb[T]) -> T:
        step: Optional[_Step] = None
        result: Any = None
        error: Optional[BaseException] = None
        while True:
            try:
                step = _next_step(verb, step, result, error)
            except StopIteration as stop:
                return stop.value  # type: ignore[no-any-return]
            result, error = None, None
            try:
                result = self._step(step)
            except BaseException as raised:
                error = raised

    def _step(self, step: _Step) -> Any:
        if isinstance(step, _Work):
            return step.run(lambda call, *args: call(*args))
        done: "concurrent.futures.Future[Any]" = concurrent.futures.Future()
        _submit(self._driver.do, self._core, step, done)
        return done.result()

    def _start_callbacks(self) -> None:
        with self._lock:
            if self._caller is not None:
                return
            feed = Events(self, ("*",), None, None)
            self._caller = threading.Thread(target=self._call_back, args=(feed,), name="lanai-callbacks", daemon=True)
        self._add(feed)
        self._caller.start()

    def _call_back(self, feed: Events) -> None:
        with contextlib.suppress(LanaiError):
            for event in feed:
                for callback in self._callbacks_for(event):
                    try:
                        callback(event)
                    except Exception:
                        log.exception("A callback for %s failed.", event.type)


class AsyncHome(_Client):
    """The same home for asyncio: each method is a coroutine. Made by `connect_async`. It belongs to one event loop."""

    list_rooms = _awaitable(_Client._list_rooms)
    create_room = _awaitable(_Client._create_room)
    join = _awaitable(_Client._join)
    leave = _awaitable(_Client._leave)
    direct = _awaitable(_Client._direct)
    send = _awaitable(_Client._send)
    edit = _awaitable(_Client._edit)
    delete = _awaitable(_Client._delete)
    react = _awaitable(_Client._react)
    unreact = _awaitable(_Client._unreact)
    history = _awaitable_pages(_Client._history)
    search = _awaitable_pages(_Client._search)
    mark_read = _awaitable(_Client._mark_read)
    list_reads = _awaitable(_Client._list_reads)
    list_agents = _awaitable(_Client._list_agents)
    set_presence = _awaitable(_Client._set_presence)
    set_typing = _awaitable(_Client._set_typing)
    create_vote = _awaitable(_Client._create_vote)
    cast_vote = _awaitable(_Client._cast_vote)
    close_vote = _awaitable(_Client._close_vote)
    get_vote = _awaitable(_Client._get_vote)
    list_votes = _awaitable(_Client._list_votes)
    create_task = _awaitable(_Client._create_task)
    update_task = _awaitable(_Client._update_task)
    list_tasks = _awaitable(_Client._list_tasks)
    upload = _awaitable(_Client._upload)
    download = _awaitable(_Client._download)
    call = _awaitable(_Client._call)

    def __init__(self, address: _Address, identity: _Identity) -> None:
        super().__init__(address, identity)
        self._driver = _LoopDriver(self._core, address)
        self._caller: Optional["asyncio.Task[None]"] = None

    def stream(self, room: Ref, *, reply_to: Optional[Ref] = None, thread: Optional[Ref] = None) -> AsyncStream:
        """A message that the room sees while it is written. For agents."""
        return AsyncStream(self, room, _stream_fields(reply_to, thread))

    def events(self, *types: str, room: Optional[Ref] = None, timeout: Optional[float] = None) -> AsyncEvents:
        """The events of these types, or all, from now on, as `Home.events`."""
        feed = AsyncEvents(self, types, room, timeout)
        self._add(feed)
        return feed

    async def close(self) -> None:
        """Ends the connection. It may be called more than once."""
        await self._driver.stop()
        if self._caller is not None and self._caller is not asyncio.current_task():
            await asyncio.wait([self._caller], timeout=1.0)
            self._caller.cancel()

    async def __aenter__(self) -> "AsyncHome":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _run(self, verb: _Verb[T]) -> T:
        step: Optional[_Step] = None
        result: Any = None
        error: Optional[BaseException] = None
        while True:
            try:
                step = _next_step(verb, step, result, error)
            except StopIteration as stop:
                return stop.value  # type: ignore[no-any-return]
            result, error = None, None
            try:
                result = await self._step(step)
            except BaseException as raised:
                error = raised

    async def _step(self, step: _Step) -> Any:
        loop = asyncio.get_running_loop()
        if isinstance(step, _Work):
            return await asyncio.to_thread(step.run, loop.call_soon_threadsafe)
        done: "asyncio.Future[Any]" = loop.create_future()
        _submit(self._driver.do, self._core, step, done)
        return await done

    def _start_callbacks(self) -> None:
        if self._caller is None:
            feed = AsyncEvents(self, ("*",), None, None)
            self._add(feed)
            self._caller = asyncio.get_running_loop().create_task(self._call_back(feed))

    async def _call_back(self, feed: AsyncEvents) -> None:
        with contextlib.suppress(LanaiError):
            async for event in feed:
                for callback in self._callbacks_for(event):
                    try:
                        result = callback(event)
                        if inspect.isawaitable(result):
                            await result
                    except Exception:
                        log.exception("A callback for %s failed.", event.type)


def _stream_fields(reply_to: Optional[Ref], thread: Optional[Ref]) -> Dict[str, Any]:
    return _given(reply_to=_id(reply_to) if reply_to is not None else None, thread_id=_id(thread) if thread is not None else None)


def _submit(do: Callable[[Callable[[float], None]], None], core: _Core, step: Union[_Ask, _WaitLive], done: Any) -> None:
    """Gives a step to the core. `done` is a future of either kind."""

    def settle(result: Any, error: Optional[LanaiError]) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)

    if isinstance(step, _WaitLive):
        do(lambda now: core.when_live(settle))
        return
    text = json.dumps(step.payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text.encode("utf-8")) > FRAME_BYTES_MAX - 1_000:
        raise LanaiError("payload_too_large", f"A request has at most {FRAME_BYTES_MAX} bytes.")
    call = _Call(step.command, step.payload, settle, is_repeatable=step.is_repeatable)
    call.is_wanted = lambda: not done.done()
    do(lambda now: core.ask(now, call))


# ---------------------------------------------------------------------------------------------------------------- drivers


class _ThreadDriver:
    """Runs the core in a thread, over a blocking connect and a socket that does not block."""

    def __init__(self, core: _Core, address: _Address) -> None:
        self._core = core
        self._address = address
        self._tasks: Deque[Callable[[float], None]] = collections.deque()
        self._awake, self._waker = socket.socketpair()
        self._awake.setblocking(False)
        self._waker.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._awake, selectors.EVENT_READ)
        self._socket: Optional[socket.socket] = None
        self._unsent = b""
        self._is_finished = False
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._loop, name="lanai", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def do(self, task: Callable[[float], None]) -> None:
        with self._guard:
            if not self._is_finished:
                self._tasks.append(task)
                with contextlib.suppress(OSError):
                    self._waker.send(b"\0")
                return
        task(time.monotonic())

    def stop(self) -> None:
        self.do(self._core.close)
        if self._thread is not threading.current_thread():
            self._thread.join(1.0)

    def _loop(self) -> None:
        core = self._core
        try:
            while True:
                self._work()
                if core.is_over:
                    break
                wake_at = core.wake_at()
                wait = None if wake_at is None else max(0.0, wake_at - time.monotonic())
                for key, mask in self._selector.select(wait):
                    if key.fileobj is self._awake:
                        with contextlib.suppress(BlockingIOError):
                            self._awake.recv(4096)
                    elif mask & selectors.EVENT_READ and key.fileobj is self._socket:
                        self._read()
        except BaseException as error:
            log.exception("The client failed.")
            core._end(LanaiError("internal_error", f"The client failed: {error!r}"), "closed")
            raise
        finally:
            self._finish()

    def _work(self) -> None:
        core = self._core
        while self._tasks:
            self._tasks.popleft()(time.monotonic())
        core.tick(time.monotonic())
        self._flush()
        if core.wants_drop:
            core.wants_drop = False
            self._disconnect()
        if core.wants_dial:
            core.wants_dial = False
            try:
                opened = self._address.open(OPEN_LIMIT_S)
                opened.setblocking(False)
                peer = None if self._address.path is not None else opened.getpeername()
            except (OSError, LanaiError) as error:
                core.ended(time.monotonic(), error)
                core.wants_drop = False
                return
            self._socket = opened
            self._selector.register(opened, selectors.EVENT_READ)
            core.opened(time.monotonic(), peer)
            self._flush()

    def _read(self) -> None:
        while self._socket is not None:
            try:
                data = self._socket.recv(BLOCK_BYTES)
            except (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except OSError as error:
                return self._lost(error)
            if not data:
                return self._lost(ConnectionLost())
            self._core.received(time.monotonic(), data)
            if self._core.wants_drop or self._tasks:
                # A socket of TLS may hold bytes that the selector does not see.
                if not isinstance(self._socket, ssl.SSLSocket) or not self._socket.pending() or self._core.wants_drop:
                    return

    def _lost(self, error: BaseException) -> None:
        self._disconnect()
        self._core.ended(time.monotonic(), error)
        self._core.wants_drop = False

    def _flush(self) -> None:
        self._unsent += self._core.take()
        opened = self._socket
        if opened is None:
            self._unsent = b""
            return
        try:
            while self._unsent:
                self._unsent = self._unsent[opened.send(self._unsent) :]
        except (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError as error:
            return self._lost(error)
        mask = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)
        self._selector.modify(opened, mask)

    def _disconnect(self) -> None:
        opened, self._socket, self._unsent = self._socket, None, b""
        if opened is not None:
            self._selector.unregister(opened)
            opened.close()

    def _finish(self) -> None:
        self._disconnect()
        with self._guard:
            self._is_finished = True
            tasks = list(self._tasks)
            self._tasks.clear()
        for task in tasks:
            task(time.monotonic())
        self._selector.close()
        self._awake.close()
        self._waker.close()


class _LoopDriver(asyncio.Protocol):
    """Runs the core in an event loop of asyncio."""

    def __init__(self, core: _Core, address: _Address) -> None:
        self._core = core
        self._address = address
        self._loop = asyncio.get_running_loop()
        self._transport: Optional[asyncio.Transport] = None
        self._timer: Optional[asyncio.TimerHandle] = None
        self._dialling: Optional["asyncio.Task[None]"] = None

    def start(self) -> None:
        self._pump()

    def do(self, task: Callable[[float], None]) -> None:
        task(self._loop.time())
        self._pump()

    async def stop(self) -> None:
        self.do(self._core.close)
        if self._dialling is not None:
            self._dialling.cancel()
        # The transport says goodbye in the next turns of the loop.
        for _ in range(3):
            await asyncio.sleep(0)

    def _pump(self) -> None:
        core = self._core
        self._flush()
        if core.wants_drop:
            core.wants_drop = False
            transport, self._transport = self._transport, None
            if transport is not None:
                transport.close()
        if core.wants_dial:
            core.wants_dial = False
            self._dialling = self._loop.create_task(self._dial())
        if self._timer is not None:
            self._timer.cancel()
        wake_at = core.wake_at()
        self._timer = None if wake_at is None or core.is_over else self._loop.call_at(wake_at, self.do, core.tick)

    def _flush(self) -> None:
        sent = self._core.take()
        if sent and self._transport is not None and not self._transport.is_closing():
            self._transport.write(sent)

    async def _dial(self) -> None:
        address = self._address
        try:
            if address.path is not None:
                making = self._loop.create_unix_connection(lambda: _Connection(self), address.path)
            else:
                host, port = address.target
                name = address.hostname if address.tls is not None else None
                making = self._loop.create_connection(lambda: _Connection(self), host, port, ssl=address.tls, server_hostname=name)  # type: ignore[assignment]
            transport, connection = await asyncio.wait_for(making, OPEN_LIMIT_S)
            secure = transport.get_extra_info("ssl_object")
            try:
                address.check(secure.getpeercert(binary_form=True) if secure is not None else None)
            except LanaiError:
                transport.abort()
                raise
        except (OSError, LanaiError, asyncio.TimeoutError) as error:
            fault = ConnectionLost("The home did not answer in time.") if isinstance(error, asyncio.TimeoutError) else error
            self._core.ended(self._loop.time(), fault)
            self._core.wants_drop = False
            self._pump()
            return
        if self._core.is_over:
            transport.abort()
            return
        self._transport = transport
        self._core.opened(self._loop.time(), transport.get_extra_info("peername"))
        self._pump()
        connection.begin()

    def received(self, transport: asyncio.BaseTransport, data: bytes) -> None:
        if transport is self._transport:
            self._core.received(self._loop.time(), data)
            self._pump()

    def lost(self, transport: asyncio.BaseTransport, error: Optional[BaseException]) -> None:
        if transport is self._transport:
            self._transport = None
            self._core.ended(self._loop.time(), error or ConnectionLost())
            self._core.wants_drop = False
            self._pump()


class _Connection(asyncio.Protocol):
    """One connection of a _LoopDriver. An older one that ends late changes nothing."""

    def __init__(self, driver: _LoopDriver) -> None:
        self._driver = driver
        self._transport: asyncio.BaseTransport = asyncio.BaseTransport()
        # What comes before the driver has the connection. Then None.
        self._early: Optional[List[Callable[[], None]]] = []

    def begin(self) -> None:
        early, self._early = self._early or [], None
        for happened in early:
            happened()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._soon(lambda: self._driver.received(self._transport, data))

    def connection_lost(self, exc: Optional[BaseException]) -> None:
        self._soon(lambda: self._driver.lost(self._transport, exc))

    def _soon(self, happened: Callable[[], None]) -> None:
        if self._early is None:
            happened()
        else:
            self._early.append(happened)


# ---------------------------------------------------------------------------------------------------------------- connect


def connect(
    url: str,
    *,
    key: Optional[str] = None,
    name: str = "Python",
    agent_id: Optional[str] = None,
    session: Optional[Session] = None,
    shared: bool = False,
    ca_file: Optional[str] = None,
    fingerprint: Optional[str] = None,
    dial: Optional[str] = None,
    timeout: float = 10.0,
) -> Home:
    """Connects to a home, and waits until it has accepted the client.

    `url`: `http://127.0.0.1:4510`, `https://...` or `unix:/path/of/lanai.sock`. `key`: of an agent, made in Settings, Keys. It is proved, and not sent,
    except over the Unix socket. `name`: of the agent. `agent_id`: left out, it follows from the name, so that the agent is known again. `session`: of
    a person's page, instead of a key. `shared`: other connections of the same agent stay; otherwise this one replaces them.

    `ca_file`: the certificate of the home's own authority (PEM or DER). `fingerprint`: the SHA-256 of its certificate, instead of an authority.
    `dial`: connect to this `host:port`, from which a tunnel leads to the home of the url. `timeout`: in seconds; then the last error is raised.

    Raises AccessDenied when the key is not valid, NotTheHome when another program answers, ConnectionLost when none does, LanaiError otherwise.
    """
    home = Home(_Address(url, dial, ca_file, fingerprint), _Identity(name, agent_id, key, session, shared))
    home._driver.start()
    done: "concurrent.futures.Future[Any]" = concurrent.futures.Future()
    try:
        _submit(home._driver.do, home._core, _WaitLive(), done)
        try:
            done.result(timeout)
        except concurrent.futures.TimeoutError:
            raise home._core.last_error or ConnectionLost(f"The home did not answer within {timeout:g} seconds.") from None
    except BaseException:
        home.close()
        raise
    return home


class _Connecting:
    """What `connect_async` gives: it is awaited, or used with `async with`."""

    def __init__(self, make: Callable[[], AsyncHome], timeout: float) -> None:
        self._make = make
        self._timeout = timeout
        self._home: Optional[AsyncHome] = None

    def __await__(self) -> Generator[Any, None, AsyncHome]:
        return self._connect().__await__()

    async def __aenter__(self) -> AsyncHome:
        self._home = await self._connect()
        return self._home

    async def __aexit__(self, *_: object) -> None:
        if self._home is not None:
            await self._home.close()

    async def _connect(self) -> AsyncHome:
        home = self._make()
        home._driver.start()
        try:
            await asyncio.wait_for(home._step(_WaitLive()), self._timeout)
        except asyncio.TimeoutError:
            await home.close()
            raise home._core.last_error or ConnectionLost(f"The home did not answer within {self._timeout:g} seconds.") from None
        except BaseException:
            await home.close()
            raise
        return home


def connect_async(
    url: str,
    *,
    key: Optional[str] = None,
    name: str = "Python",
    agent_id: Optional[str] = None,
    session: Optional[Session] = None,
    shared: bool = False,
    ca_file: Optional[str] = None,
    fingerprint: Optional[str] = None,
    dial: Optional[str] = None,
    timeout: float = 10.0,
) -> _Connecting:
    """The same for asyncio: `async with lanai.connect_async(...) as home:`, or `home = await lanai.connect_async(...)`."""
    address = _Address(url, dial, ca_file, fingerprint)
    identity = _Identity(name, agent_id, key, session, shared)
    return _Connecting(lambda: AsyncHome(address, identity), timeout)
