// The results of a load: times, and each promise that the server broke.
import { frameOf, type Client } from './client.ts';

interface Sent {
  sender: Client;
  at: number;
}

interface Receiver {
  /** By the index of the message. */
  seen: Set<number>;
  /** The highest seq so far; without seqs, the highest index of each sender. */
  lastSeq: number;
  lastOf: Map<Client, number>;
  isCut: boolean;
}

const INDEX = /^#(\d+)# /;

export class Observed {
  readonly load: { name: string; messages: number };
  /** Milliseconds until the answer, and until the arrival at a receiver. */
  readonly acks: number[] = [];
  readonly delays: number[] = [];
  /** Error codes, with how often. */
  readonly refused = new Map<string, number>();
  readonly notAdmitted: string[] = [];
  clients = 0;
  cut = 0;
  outOfOrder = 0;
  repeated = 0;
  readonly #sent: Sent[] = [];
  readonly #open = new Set<number>();
  readonly #acknowledged = new Set<number>();
  readonly #receivers: Receiver[] = [];
  #startedAt = 0;
  #touchedAt = 0;
  /** Acknowledged messages that receivers have, and that they should have. */
  #arrived = 0;
  #unanswered = 0;

  constructor(load: { name: string; messages: number }) {
    this.load = load;
  }

  get sent(): number {
    return this.#sent.length;
  }

  /** Sent, and neither acknowledged nor refused. */
  get unanswered(): number {
    return this.#unanswered + this.#open.size;
  }

  /** Acknowledged messages that did not reach a receiver that was still there. */
  get lost(): number {
    return this.#live().reduce((sum, { seen }) => sum + [...this.#acknowledged].filter((index) => !seen.has(index)).length, 0);
  }

  get perSecond(): number {
    const seconds = (this.#touchedAt - this.#startedAt) / 1000;
    return seconds > 0 ? this.#acknowledged.size / seconds : 0;
  }

  begin(): void {
    this.#startedAt = performance.now();
    this.#touchedAt = this.#startedAt;
  }

  touch(): void {
    this.#touchedAt = performance.now();
  }

  send(sender: Client): number {
    const index = this.#sent.push({ sender, at: performance.now() }) - 1;
    this.#open.add(index);
    return index;
  }

  /** Whether the line is the answer to a message of this sender. */
  answer(sender: Client, line: string): boolean {
    const frame = frameOf(line);
    const index = Number(frame?.reply_to?.slice(1) ?? Number.NaN);
    const sent = this.#sent[index];
    if (!frame || sent?.sender !== sender || !this.#open.delete(index)) return false;
    if (frame.type === 'error') {
      const code = frame.payload.code ?? 'no code';
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
      return true;
    }
    this.acks.push(performance.now() - sent.at);
    this.#acknowledged.add(index);
    this.#arrived += this.#live().filter(({ seen }) => seen.has(index)).length;
    return true;
  }

  cutSender(sender: Client): void {
    this.cut += 1;
    for (const index of this.#open) {
      if (this.#sent[index]?.sender !== sender) continue;
      this.#open.delete(index);
      this.#unanswered += 1;
    }
  }

  addReceiver(): Receiver {
    const receiver = { seen: new Set<number>(), lastSeq: 0, lastOf: new Map<Client, number>(), isCut: false };
    this.#receivers.push(receiver);
    return receiver;
  }

  cutReceiver(receiver: Receiver): void {
    receiver.isCut = true;
    this.cut += 1;
    this.#arrived = this.#live().reduce((sum, { seen }) => sum + [...this.#acknowledged].filter((index) => seen.has(index)).length, 0);
  }

  /** Whether the line brought a message of this load. */
  arrive(receiver: Receiver, line: string): boolean {
    if (!line.includes('message_received')) return false;
    const { content, seq } = frameOf(line)?.payload ?? {};
    const index = Number(INDEX.exec(content ?? '')?.[1] ?? Number.NaN);
    const sent = this.#sent[index];
    if (!sent) return false;
    if (receiver.seen.has(index)) {
      this.repeated += 1;
      return true;
    }
    receiver.seen.add(index);
    this.delays.push(performance.now() - sent.at);
    if (this.#acknowledged.has(index)) this.#arrived += 1;
    const lastOfSender = receiver.lastOf.get(sent.sender) ?? -1;
    if (index < lastOfSender || (seq !== undefined && seq <= receiver.lastSeq)) this.outOfOrder += 1;
    receiver.lastOf.set(sent.sender, Math.max(index, lastOfSender));
    receiver.lastSeq = Math.max(seq ?? 0, receiver.lastSeq);
    return true;
  }

  /** Everything is answered, and each receiver that is still there has all that was acknowledged. */
  isSettled(): boolean {
    return this.#open.size === 0 && this.#arrived === this.#acknowledged.size * this.#live().length;
  }

  #live(): Receiver[] {
    return this.#receivers.filter(({ isCut }) => !isCut);
  }
}

export function watchReceiver(client: Client, observed: Observed, onProgress: () => void): void {
  const receiver = observed.addReceiver();
  client.onCut = () => {
    observed.cutReceiver(receiver);
    onProgress();
  };
  if (client.isCut()) client.onCut();
  client.onLine = (line) => {
    if (observed.arrive(receiver, line)) onProgress();
  };
}
