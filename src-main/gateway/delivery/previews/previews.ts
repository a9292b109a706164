// Makes the previews of links after a message was posted or edited. It follows what is on disk, so it can neither delay a message nor
// lose one. A page that cannot be read has no preview, and no error is shown.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { newId } from '../../../../src-shared/ids.ts';
import { LINK_IMAGE_PIXELS_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { Buckets } from '../../domain/limits/buckets.ts';
import { isKept } from '../../domain/policy.ts';
import type { MessagePorts } from '../../domain/messages/commands.ts';
import { linksToPreview, mayHaveLinks } from '../../domain/previews/links.ts';
import type { NewImage, NewPreview } from '../../domain/previews/transactions.ts';
import type { AddressRule } from '../../domain/webhooks/commands.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { lookAt } from '../../store/blobs/file-type.ts';
import type { ImageSize } from '../../store/blobs/image-size.ts';
import type { Received } from '../../store/blobs/receive.ts';
import type { Lookup } from '../address.ts';
import { ConcurrencyLimiter } from '../concurrency-limiter.ts';
import { createGuard } from '../guarded.ts';
import { PageCache } from './page-cache.ts';
import { readPage, type PageReading, type ReadPage } from './read-page.ts';

/** Messages whose pages are read at once, and of those of one account. */
const SLOTS_MAX = 16;
const SLOTS_PER_ACCOUNT_MAX = 3;
/** Messages that wait or are worked on. A further one has no preview. */
const MESSAGES_MAX = 200;
/** Pages a minute. Those that were read in the last hour do not count. */
const PAGES_PER_ACCOUNT = { per_minute: 20, burst_ms: 60_000 };
/** Requests a minute, for pages, images and redirects. */
const REQUESTS_PER_HOST = { per_minute: 30, burst_ms: 60_000 };
/** More hosts and accounts than this are not remembered without need. */
const REMEMBERED_MAX = 1_000;
/** A text that is edited again and again while its previews are written. */
const TRIES_MAX = 3;
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
/** A smaller one is there to count readers. */
const IMAGE_SIDE_MIN = 32;

export interface LinkPreviewsOptions {
  core: Core;
  blobs: Blobs;
  /** The free space on the disk. */
  freeBytes(): Promise<number>;
  lookup: Lookup;
  rule: AddressRule;
  after: After;
  log(message: string, error: unknown): void;
}

type Found = Omit<NewPreview, 'image'> & { image: Buffer | null };

export class LinkPreviews implements MessagePorts {
  readonly #options: LinkPreviewsOptions;
  readonly #reading: PageReading;
  readonly #cache: PageCache;
  /** Pages that are being read, by their address. */
  readonly #underWay = new Map<string, Promise<ReadPage | null>>();
  readonly #slots = new ConcurrencyLimiter({ max: SLOTS_MAX, maxEach: SLOTS_PER_ACCOUNT_MAX });
  readonly #accounts: Buckets;
  readonly #hosts: Buckets;
  readonly #end = new AbortController();
  readonly #work = new Set<Promise<void>>();
  readonly #stopListening: () => void;

  constructor(options: LinkPreviewsOptions) {
    const { core, lookup, rule, after } = options;
    this.#options = options;
    this.#cache = new PageCache(core.now);
    this.#accounts = new Buckets(core.now);
    this.#accounts.setRate(PAGES_PER_ACCOUNT);
    this.#hosts = new Buckets(core.now);
    this.#hosts.setRate(REQUESTS_PER_HOST);
    this.#reading = { guard: createGuard({ lookup, after }), rule, admit: (host) => take(this.#hosts, host) };
    this.#stopListening = core.onChange(({ event }) => {
      if (event.type === 'message.posted') this.#follow(event.message, '');
    });
  }

  edited(before: string, message: Message): void {
    this.#follow(message, before);
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#end.abort();
    await Promise.all(this.#work);
  }

  /** `before`: the text that the message had. Its links have a preview, or are to have none. */
  #follow(message: Message, before: string): void {
    if (this.#end.signal.aborted || this.#work.size >= MESSAGES_MAX || !this.#isWanted(message)) return;
    const work = this.#make(message, before)
      .catch((error: unknown) => this.#options.log('Link previews could not be saved', error))
      .finally(() => this.#work.delete(work));
    this.#work.add(work);
  }

  /** Only what everyone in the room reads: thoughts are folded, and sealed text cannot be read here. */
  #isWanted({ kind, content, room_id }: Message): boolean {
    const { directory } = this.#options.core;
    if (!directory.home.link_previews || !mayHaveLinks(content)) return false;
    return (kind === 'chat' || kind === 'decision') && directory.room(room_id)?.room.encrypted === false;
  }

  async #make(message: Message, before: string): Promise<void> {
    // The message is sent to everyone before its text is read here.
    await nextTurn();
    const old = mayHaveLinks(before) ? linksToPreview(before) : [];
    const links = linksToPreview(message.content).filter((url) => !old.includes(url));
    if (links.length === 0) return;
    const account = this.#accountOf(message.author_id);
    const giveBack = await this.#slots.take(account, this.#end.signal);
    if (!giveBack) return;
    try {
      const pages = await Promise.all(links.map(async (url) => ({ url, page: await this.#page(url, account) })));
      const found = pages.flatMap(({ url, page }) => (page ? [{ ...page, url }] : []));
      if (found.length > 0 && !this.#end.signal.aborted) await this.#save(message, found);
    } finally {
      giveBack();
    }
  }

  /** Agents count for their owner. */
  #accountOf(authorId: string): string {
    const author = this.#options.core.directory.participant(authorId);
    return author?.kind === 'agent' ? (author.owner_id ?? authorId) : authorId;
  }

  /** Null: it has no preview. */
  async #page(url: string, account: string): Promise<ReadPage | null> {
    const address = withoutFragment(url);
    const kept = this.#cache.get(address);
    if (kept !== undefined) return kept;
    try {
      return await (this.#underWay.get(address) ?? this.#read(address, account));
    } catch {
      return null;
    }
  }

  async #read(address: string, account: string): Promise<ReadPage | null> {
    take(this.#accounts, account);
    const reading = readPage(this.#reading, address, this.#end.signal);
    this.#underWay.set(address, reading);
    try {
      const page = await reading;
      this.#cache.set(address, page);
      return page;
    } catch (error) {
      if (!(error instanceof TooMany)) this.#cache.set(address, null);
      throw error;
    } finally {
      this.#underWay.delete(address);
    }
  }

  async #save(message: Message, found: readonly Found[]): Promise<void> {
    const received: Received[] = [];
    try {
      const previews: NewPreview[] = [];
      for (const { image, ...facts } of found) {
        const stored = image && this.#mayStore(message) ? await this.#receive(image) : null;
        if (stored) received.push(stored.received);
        previews.push({ ...facts, image: stored && stored.image });
      }
      await keepAll(this.#options.blobs, received, () => this.#write(message, previews));
    } finally {
      for (const each of received) await this.#options.blobs.discard(each);
    }
  }

  /** Its bytes count as the author's. Nothing of a room in memory is on the disk. */
  #mayStore({ room_id, author_id }: Message): boolean {
    const { core } = this.#options;
    const room = core.directory.room(room_id)?.room;
    if (!room || !isKept(room)) return false;
    try {
      core.limits.requireStorage({ participant_id: author_id, grant: EVERY_RIGHT });
      return true;
    } catch {
      return false;
    }
  }

  /** Null for bytes that are no image, or one that is not shown. */
  async #receive(bytes: Buffer): Promise<{ received: Received; image: NewImage } | null> {
    const { blobs, freeBytes } = this.#options;
    const received = await blobs.receive(only(bytes), { bytesMax: bytes.length, announced: bytes.length, freeBytes });
    const { type, size } = await lookAt(received.path);
    if (size && IMAGE_TYPES.has(type) && isShown(size))
      return { received, image: { id: newId(), sha256: received.sha256, type, size: received.size, ...size } };
    await blobs.discard(received);
    return null;
  }

  /** The text may have been edited meanwhile: the links that are left keep their previews. */
  async #write({ room_id, id: message_id, content: first }: Message, found: readonly NewPreview[]): Promise<void> {
    const { core } = this.#options;
    let content = first;
    for (let tries = 0; tries < TRIES_MAX && core.directory.home.link_previews; tries += 1) {
      const links = linksToPreview(content);
      const previews = found.filter(({ url }) => links.includes(url));
      if (previews.length === 0 || (await core.write('addPreviews', { room_id, message_id, content, links, previews }))) return;
      const { value: now } = await core.archiveInOrder.message(room_id, message_id);
      if (!now || now.deleted_at !== null) return;
      ({ content } = now);
    }
  }
}

function isShown({ width, height }: ImageSize): boolean {
  return Math.min(width, height) >= IMAGE_SIDE_MIN && width * height <= LINK_IMAGE_PIXELS_MAX;
}

class TooMany extends Error {
  override readonly name = 'TooMany';
}

function take(buckets: Buckets, id: string): void {
  if (buckets.wait(id) > 0) throw new TooMany('Too many requests.');
  buckets.take(id);
  // Forgets those that are full again.
  if (buckets.size > REMEMBERED_MAX) buckets.entries();
}

/** Sites never see it. */
function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

/** Every content stays until the work is done. */
function keepAll<T>(blobs: Blobs, received: readonly Received[], work: () => Promise<T>): Promise<T> {
  const [first, ...others] = received;
  return first ? blobs.keep(first, () => keepAll(blobs, others, work)) : work();
}

async function* only(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
