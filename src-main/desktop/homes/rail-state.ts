// The state of the rail, derived from the list of homes.
import type { WebContents } from 'electron';
import { OWN_HOME, type RailHome, type RailState, type Scheme } from '../../../src-shared/shell-bridge.ts';
import type { HomeRow } from './home-list.ts';
import { badgeOf, hueOf, letterOf, unreadWords } from './home-words.ts';
import type { HomeState } from './other-home.ts';

export interface OwnHome {
  id: string | null;
  name: string | null;
  unread: number;
  scheme: Scheme;
}

export type KnownHome = HomeRow & { unread: number; state: HomeState };

const STATE_WORDS: Record<HomeState, string | null> = {
  live: null,
  opening: 'opening',
  asleep: 'not opened since the start',
  away: 'cannot be reached',
};

export function railState(own: OwnHome, others: readonly KnownHome[], shown: string): RailState {
  return { title: 'Homes', join: 'Join a home…', homes: [ownTile(own), ...others.map(tileOf)], shown, scheme: own.scheme };
}

function ownTile({ name, unread }: OwnHome): RailHome {
  const called = name ?? 'Lanai';
  const label = labelOf([called, 'your home', unread > 0 ? unreadWords(unread) : null]);
  return { id: OWN_HOME, letter: letterOf(called), hue: null, badge: badgeOf(unread), is_away: false, label, tooltip: label };
}

function tileOf({ id, name, origin, unread, state }: KnownHome): RailHome {
  const label = labelOf([name, unread > 0 ? unreadWords(unread) : null, STATE_WORDS[state]]);
  const tooltip = `${label}\n${new URL(origin).host}`;
  return {
    id,
    letter: letterOf(name),
    hue: hueOf(id),
    badge: badgeOf(unread),
    is_away: state === 'away' || state === 'asleep',
    label,
    tooltip,
  };
}

function labelOf(words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(', ');
}

/** The page says so with its meta element for the colour of the ground. */
export function onScheme(contents: WebContents, listener: (scheme: Scheme) => void): void {
  contents.on('did-change-theme-color', (_event, color) => listener(schemeOf(color)));
}

/** Light or dark, by the colour that a page gives for its ground. Null: it gives none. */
export function schemeOf(color: string | null): Scheme {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color ?? '');
  if (!hex) return null;
  const [red = 0, green = 0, blue = 0] = hex.slice(1).map((part) => Number.parseInt(part, 16));
  return red + green + blue < 384 ? 'dark' : 'light';
}
