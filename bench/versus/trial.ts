// One load on one server: senders that keep so many messages in flight, or send at a rate, and receivers that check what arrives.
import { text, type Door } from '../home.ts';
import { admit, NotAdmitted, type Client } from './client.ts';
import { Observed, watchReceiver } from './observed.ts';

export interface Load {
  name: string;
  senders: number;
  receivers: number;
  /** In flight, of all senders together; null: by the rate. */
  inFlight: number | null;
  /** By the clock; null: as fast as the answers come. */
  perSecond: number | null;
  messages: number;
}

export interface Limits {
  /** After so long no more is sent. */
  sendMs: number;
  /** Without an answer or a delivery for so long the trial is over. */
  quietMs: number;
}

export async function tryLoad(door: Door, load: Load, prefix: string, limits: Limits): Promise<Observed> {
  const observed = new Observed(load);
  const receivers = await admitAll(door, load.receivers, `${prefix}-receiver`, limits, observed);
  const senders = await admitAll(door, load.senders, `${prefix}-sender`, limits, observed);
  try {
    await new Promise<void>((resolve) => {
      const trial = new Trial(load, limits, observed, senders, resolve);
      for (const receiver of receivers) watchReceiver(receiver, observed, () => trial.progress());
      trial.start();
    });
    return observed;
  } finally {
    for (const client of [...receivers, ...senders]) client.close();
  }
}

/** Those that the server lets in; at least one. */
async function admitAll(door: Door, count: number, prefix: string, { quietMs }: Limits, observed: Observed): Promise<Client[]> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, (_, index) => admit(door, `${prefix}-${index}`, quietMs)));
  const clients = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const reasons = outcomes.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : []));
  const other = reasons.find((reason) => !(reason instanceof NotAdmitted));
  if (other !== undefined || clients.length === 0) throw other ?? reasons[0];
  observed.clients += clients.length;
  observed.notAdmitted.push(...reasons.map((reason) => (reason as NotAdmitted).message));
  return clients;
}

class Trial {
  readonly #load: Load;
  readonly #observed: Observed;
  readonly #senders: readonly Client[];
  readonly #live: Set<Client>;
  readonly #inFlight = new Map<Client, number>();
  readonly #quiet: NodeJS.Timeout;
  readonly #end: () => void;
  readonly #stopSendingAt: number;
  #clock: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(load: Load, limits: Limits, observed: Observed, senders: readonly Client[], resolve: () => void) {
    this.#load = load;
    this.#observed = observed;
    this.#senders = senders;
    this.#live = new Set(senders);
    this.#end = () => {
      if (this.#isOver) return;
      this.#isOver = true;
      clearTimeout(this.#quiet);
      clearInterval(this.#clock);
      resolve();
    };
    this.#quiet = setTimeout(this.#end, limits.quietMs);
    this.#stopSendingAt = performance.now() + limits.sendMs;
  }

  start(): void {
    for (const sender of this.#senders) this.#watch(sender);
    this.#observed.begin();
    if (this.#load.perSecond === null) for (const sender of this.#senders) this.#fill(sender);
    else this.#sendByTheClock(this.#load.perSecond);
  }

  /** An answer or a delivery. */
  progress(): void {
    if (this.#isOver) return;
    this.#quiet.refresh();
    this.#observed.touch();
    if (this.#mayNotSend() && this.#observed.isSettled()) this.#end();
  }

  #watch(sender: Client): void {
    sender.onCut = () => {
      this.#live.delete(sender);
      this.#observed.cutSender(sender);
      this.progress();
    };
    if (sender.isCut()) sender.onCut();
    sender.onLine = (line) => {
      if (line.includes('message_received') || !this.#observed.answer(sender, line)) return;
      this.#inFlight.set(sender, (this.#inFlight.get(sender) ?? 1) - 1);
      if (this.#load.perSecond === null) this.#fill(sender);
      this.progress();
    };
  }

  #fill(sender: Client): void {
    const share = Math.ceil((this.#load.inFlight ?? 1) / this.#senders.length);
    while ((this.#inFlight.get(sender) ?? 0) < share && !this.#mayNotSend()) this.#send(sender);
  }

  #sendByTheClock(perSecond: number): void {
    const startedAt = performance.now();
    this.#clock = setInterval(() => {
      const due = ((performance.now() - startedAt) * perSecond) / 1000;
      for (const sender of this.#live) while (this.#observed.sent < due && !this.#mayNotSend()) this.#send(sender);
    }, 1000 / perSecond);
  }

  #send(sender: Client): void {
    const index = this.#observed.send(sender);
    this.#inFlight.set(sender, (this.#inFlight.get(sender) ?? 0) + 1);
    sender.send(`m${index}`, 'send_message', { room_id: 'lobby', content: `#${index}# ${text(index)}` });
  }

  #mayNotSend(): boolean {
    return this.#observed.sent >= this.#load.messages || this.#live.size === 0 || performance.now() > this.#stopSendingAt;
  }
}
