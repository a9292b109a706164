// The pages that were read in the last hour, so that an address that is posted again is not requested again. Pages that could not be
// read are among them.
import type { ReadPage } from './read-page.ts';

const KEPT_MS = 60 * 60 * 1000;
const PAGES_MAX = 300;
/** Of their images, which are all that is large. */
const BYTES_MAX = 16 * 1024 * 1024;

interface Kept {
  page: ReadPage | null;
  until: number;
}

export class PageCache {
  readonly #now: () => number;
  /** The one that was added first is the first. */
  readonly #pages = new Map<string, Kept>();
  #bytes = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Undefined: the address was not requested in the last hour. */
  get(address: string): ReadPage | null | undefined {
    const kept = this.#pages.get(address);
    if (!kept) return undefined;
    // A clock that was set back keeps nothing for longer.
    if (kept.until - this.#now() > 0 && kept.until - this.#now() <= KEPT_MS) return kept.page;
    this.#delete(address);
    return undefined;
  }

  set(address: string, page: ReadPage | null): void {
    this.#delete(address);
    this.#pages.set(address, { page, until: this.#now() + KEPT_MS });
    this.#bytes += bytesOf(page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_MAX && this.#bytes <= BYTES_MAX) return;
      this.#delete(oldest);
    }
  }

  #delete(address: string): void {
    const kept = this.#pages.get(address);
    if (!kept) return;
    this.#bytes -= bytesOf(kept.page);
    this.#pages.delete(address);
  }
}

function bytesOf(page: ReadPage | null): number {
  return page?.image?.length ?? 0;
}
