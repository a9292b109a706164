// One message that is being written: its text, and when its readers are sent what it grew by.
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { STREAM_TOLD_EVERY_MS } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Stream } from '../../../../src-shared/streams.ts';
import type { After } from '../clock.ts';
import type { Caller } from '../context.ts';
import { requireBytes } from '../messages/commands.ts';
import type { Seat } from '../presence/registry.ts';

export interface StreamPorts {
  publish(event: HomeEvent): void;
  after: After;
}

export class OpenStream {
  readonly #ports: StreamPorts;
  #shown: Stream;
  /** Accepted, and not sent to the readers yet. */
  #pending = '';
  /** The first half of a character, until the second one is there. */
  #half = '';
  #bytes = 0;
  #encoded = 0;
  #cancelFlush: (() => void) | null = null;
  /** The author as it came last. */
  caller: Caller;
  /** The connection that holds it. Null: none does, its author uses HTTP. */
  seat: Seat | null;
  /** Its message, while it is on the way to the disk. */
  ending: Promise<Message> | null = null;
  /** Ends the wait for its author, or for the next delta. */
  readonly cancels = { grace: (): void => undefined, idle: (): void => undefined };

  constructor(ports: StreamPorts, caller: Caller, stream: Stream) {
    this.#ports = ports;
    this.#shown = stream;
    this.caller = caller;
    this.seat = caller.seat;
  }

  /** As its readers see it now. */
  get shown(): Stream {
    return this.#shown;
  }

  /** The bytes that readers are sent for the text, without half a character. */
  get encoded(): number {
    return this.#encoded;
  }

  get text(): string {
    return (this.#shown.text + this.#pending + this.#half).toWellFormed();
  }

  /** Throws `message_too_large`, and then nothing was appended. */
  append(text: string): void {
    const all = this.#half + text;
    const end = all.length - (isFirstHalf(all.charCodeAt(all.length - 1)) ? 1 : 0);
    const piece = all.slice(0, end).toWellFormed();
    const half = all.slice(end);
    const bytes = this.#bytes + Buffer.byteLength(piece);
    requireBytes(bytes + Buffer.byteLength(half));
    this.#bytes = bytes;
    this.#encoded += encodedBytes(piece);
    this.#half = half;
    this.#pending += piece;
    if (!this.#cancelFlush) this.flush();
  }

  /** Sends the readers what they do not have yet. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    const text = this.#pending;
    if (text === '') return;
    const { id: stream_id, room_id, author_id, text: before } = this.#shown;
    this.#pending = '';
    this.#shown = { ...this.#shown, text: before + text };
    this.#cancelFlush = this.#ports.after(STREAM_TOLD_EVERY_MS, () => this.flush());
    this.#ports.publish({ type: 'stream.delta', cursor: null, room_id, author_id, stream_id, at: before.length, text });
  }

  /** Nothing happens to it automatically any more. */
  close(): void {
    this.#cancelFlush?.();
    this.cancels.grace();
    this.cancels.idle();
  }
}

/** As JSON, in which a control character has six. */
export function encodedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
