// When the server gets other addresses, the links that were sent before may open no more. Those who made them get a message.
import { createHash } from 'node:crypto';
import { closedAddresses, isMissingAnAddress } from '../../../../src-shared/invite-links.ts';
import type { Invite, Sharing } from '../../../../src-shared/objects.ts';
import { isOpen } from '../../domain/access/transactions.ts';
import type { Core } from '../../domain/core.ts';
import { linksClosed, type Words } from './access-words.ts';

export interface Notice {
  person_id: string;
  words: Words;
  /** The same for the same links: the same message is not sent again after a restart. */
  once: string;
}

interface ClosedLink {
  open: Invite;
  addresses: readonly string[];
}

export class ClosedLinks {
  readonly #core: Pick<Core, 'directory' | 'now'>;
  /** A link is in one message, also when the addresses change again, and after a restart. */
  readonly #said: Set<string>;

  constructor(core: Pick<Core, 'directory' | 'now'>) {
    this.#core = core;
    this.#said = new Set(core.directory.settings.get('closed_links_said'));
  }

  /** To keep. Those of invites that are over are left out. */
  get said(): string[] {
    const { directory, now } = this.#core;
    const open = new Set(directory.invites.all().flatMap((each) => (isOpen(each, now()) ? [each.id] : [])));
    return [...this.#said].filter((key) => open.has(key.slice(0, key.indexOf(' '))));
  }

  /** One message for each person with such invites. Nothing for an entrance that only closed: it may open again with its address. */
  changed({ origins, entrances }: Pick<Sharing, 'origins' | 'entrances'>): Notice[] {
    const { directory, now } = this.#core;
    // Its address may come back in a moment, as after each start.
    if (entrances.some(({ state }) => state === 'starting')) return [];
    const byMaker = new Map<string, ClosedLink[]>();
    for (const open of directory.invites.all()) {
      if (!isOpen(open, now()) || !isMissingAnAddress(open, origins)) continue;
      const addresses = closedAddresses(open, origins).filter((each) => !this.#said.has(keyOf(open, each)));
      if (addresses.length === 0) continue;
      for (const each of addresses) this.#said.add(keyOf(open, each));
      byMaker.set(open.created_by, [...(byMaker.get(open.created_by) ?? []), { open, addresses }]);
    }
    return [...byMaker].map(([person_id, links]) => ({ person_id, words: linksClosed(links), once: `closed ${digest(links)}` }));
  }
}

const keyOf = ({ id }: Invite, address: string): string => `${id} ${address}`;

function digest(links: readonly ClosedLink[]): string {
  return createHash('sha256')
    .update(links.flatMap(({ open, addresses }) => addresses.map((each) => keyOf(open, each))).join('\n'))
    .digest('base64url');
}
