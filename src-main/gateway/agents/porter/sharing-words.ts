// Porter's sentences about the ways to reach the server.
import type { EntranceState, EntranceWay, NetworkState } from '../../../../src-shared/entrances.ts';
import { escapeMarkdown } from '../../../../src-shared/markdown-text.ts';
import type { Place } from './errand.ts';
import type { Words } from './desk.ts';
import { listed } from './phrasing.ts';

const INVITE_NEXT: NonNullable<Words['metadata']> = { actions: [{ action: 'invite_friend', label: 'Invite a friend' }] };

const NAMES: Readonly<Record<Exclude<Place, 'tunnel' | 'internet'>, string>> = {
  network: 'your Wi-Fi',
  tailnet: 'your tailnet',
  funnel: 'Tailscale Funnel',
  cloudflare: 'a Cloudflare tunnel',
  ssh: 'ssh',
  command: 'another program',
  proxy: 'your reverse proxy',
};

/** The devices that reach it, and the parties that can read what passes. */
const REACH: typeof NAMES = {
  network: 'Every device on your network can reach it. What passes is not encrypted.',
  tailnet: 'Devices in your tailnet can reach it. No one else can read the traffic.',
  funnel: 'Anyone on the internet with the address can reach it. No one else can read the traffic.',
  cloudflare: 'Everyone on the internet with the address can reach it. Cloudflare can read what passes.',
  ssh: 'Everyone who reaches that server can reach it. That server can read what passes.',
  command: 'It depends on that program who can reach it, and who can read what passes.',
  proxy: 'Everyone who reaches the proxy can reach it. The proxy can read what passes.',
};
const INVITE_NEEDED = 'Each friend still needs an invite.';

function placeOfWay(way: EntranceWay): keyof typeof NAMES {
  return way.kind === 'tailscale' ? (way.reach === 'internet' ? 'funnel' : 'tailnet') : way.kind;
}

export function offered(place: Place): string {
  if (place === 'tunnel' || place === 'internet') return place;
  const name = NAMES[place];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}. ${REACH[place]}`;
}

export function stateOfNetwork(origins: readonly string[], network: NetworkState | null): Words {
  const why = network?.problem ? ` ${escapeMarkdown(network.problem)}` : '';
  if (origins.length === 0) return { text: `I could not share on ${NAMES.network}.${why}` };
  return { text: `Shared on ${NAMES.network}: ${origins.join(' , ')}\n\n${REACH.network} ${INVITE_NEEDED}${why}`, metadata: INVITE_NEXT };
}

export function networkLine(origins: readonly string[], network: NetworkState | null): string {
  const why = network?.problem ? ` ${escapeMarkdown(network.problem)}` : '';
  if (network === null) return `- **${NAMES.network}**: off`;
  if (origins.length === 0) return `- **${NAMES.network}**: on, and does not work.${why}`;
  return `- **${NAMES.network}**: open at ${origins.join(' , ')} . ${REACH.network}${why}`;
}

export const noNetwork = (): Words => ({ text: 'This computer is on no network that I could share on. A VPN does not count.' });
export const setUpFirst = (): Words => ({ text: 'That was never set up. Set it up in *Settings*, *Sharing* first.' });
export const onlyInApp = (): Words => ({
  text: "Only the owner turns that on, in *Settings*, *Sharing* of the app on the server's own computer: it runs a program.",
});
export const nothingOpen = (): Words => ({ text: 'Nothing is shared: only this computer reaches the server.' });
export const noneOfThatKind = (): Words => ({ text: 'That is not open. Say **which entrances are open** for a list.' });

export function asksToOpen(place: 'funnel' | 'cloudflare' | 'proxy'): string {
  return `Share through ${NAMES[place]}? ${REACH[place]} ${INVITE_NEEDED} It stays open until you stop it, also after a restart.`;
}

export function asksToSwitch(place: 'tailnet' | 'funnel'): string {
  const other = place === 'tailnet' ? 'funnel' : 'tailnet';
  return `Switch from ${NAMES[other]} to ${NAMES[place]}? ${REACH[place]} Everyone who came by ${NAMES[other]} is disconnected.`;
}

/** The answer about one entrance. */
export function stateOfEntrance({ way, state, origin, problem }: EntranceState): Words {
  const place = placeOfWay(way);
  const why = problem === null ? '' : ` ${escapeMarkdown(problem)}`;
  if (state === 'open' && origin !== null)
    return { text: `Shared through ${NAMES[place]}: ${origin}\n\n${REACH[place]} ${INVITE_NEEDED}`, metadata: INVITE_NEXT };
  if (state === 'failed') return { text: `I could not open ${NAMES[place]}.${why}` };
  return { text: `I am opening ${NAMES[place]}.${why} I will write here when its address works.` };
}

export const named = ({ way, origin }: EntranceState): string => NAMES[placeOfWay(way)] + (origin === null ? '' : ` (${origin})`);
export const networkNamed = (origins: readonly string[]): string =>
  NAMES.network + (origins.length === 0 ? '' : ` (${origins.join(' , ')})`);

export function asksToStop(ways: readonly string[]): string {
  return `Stop sharing through ${listed(ways)}? Everyone who came that way is disconnected within a second, you too if you did. Links with that address stop working; no one loses access.`;
}

export function stopped(left: readonly string[]): Words {
  return { text: left.length === 0 ? 'Stopped. Only this computer reaches the server now.' : `Stopped. Still open: ${listed(left)}.` };
}

export function entranceList(network: string, entrances: readonly EntranceState[]): Words {
  const lines = ['- **this computer**: always open', network, ...entrances.map(entranceLine)];
  return { text: `The entrances:\n\n${lines.join('\n')}` };
}

function entranceLine({ way, state, origin, problem }: EntranceState): string {
  const place = placeOfWay(way);
  const why = problem === null ? '' : ` ${escapeMarkdown(problem)}`;
  if (state === 'open' && origin !== null) return `- **${NAMES[place]}**: open at ${origin} . ${REACH[place]}`;
  if (state === 'failed') return `- **${NAMES[place]}**: on, and does not work.${why}`;
  return state === 'off' ? `- **${NAMES[place]}**: off` : `- **${NAMES[place]}**: starting.${why}`;
}
