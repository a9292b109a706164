// The people of Porter's tests: Ada owns the home, Bea is an admin, and Gus is a guest whom each test has to itself.
import { expect } from 'vitest';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { TestHome } from './home.ts';
import { directAnswer } from './porter-talk.ts';
import { watchAs, type Watcher } from './watcher.ts';

interface Cast {
  /** Sets up the home, with two rooms besides the lobby. */
  admins(): Promise<{ ada: Watcher; bea: Watcher }>;
  /** The next Gus. */
  guest(): Promise<Watcher>;
  nameOfGus(): string;
  person(id: string): Promise<Reply<'list_people'>['people'][number]>;
  /** Whether the present Gus has access. */
  isIn(): Promise<boolean>;
}

/** No two names look alike. */
const LETTERS = 'ABCDEFGHJKMPRSTX';

export function castOf(home: TestHome): Cast {
  let ada: Watcher | null = null;
  let gus: Watcher | null = null;
  let guests = 0;
  const nameOfGus = (): string => `Gus${[Math.floor(guests / 16), guests % 16].map((at) => (LETTERS[at] ?? '').repeat(3)).join('')}`;
  const person: Cast['person'] = async (id) =>
    (await ada?.do('list_people', {}))?.people.find((each) => each.id === id) ?? expect.fail('There is no such person.');
  return {
    async admins() {
      ada = await watchAs(home, home.owner);
      await ada.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
      const bea = await watchAs(home, await home.guest('Bea', { role: 'admin' }));
      for (const name of ['garden', 'kitchen']) await ada.do('create_room', { name, public: true });
      return { ada, bea };
    },
    async guest() {
      guests += 1;
      gus = await watchAs(home, await home.guest(nameOfGus(), { room_ids: [LOBBY_ID] }));
      return gus;
    },
    nameOfGus,
    person,
    isIn: async () => (await person(gus?.id ?? '')).revoked_at === null,
  };
}

export const text = async (who: Watcher, said: string): Promise<string> => (await directAnswer(who, said)).content;

export const asksTo = (name: string): string => `End the access of **${name}**, guest?`;
