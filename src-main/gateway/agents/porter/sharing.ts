// Errands about the ways to reach the server.
import type { EntranceState, OutsideKind } from '../../../../src-shared/entrances.ts';
import { firstAddresses } from '../../../../src-shared/networks.ts';
import type { Sharing } from '../../../../src-shared/objects.ts';
import { say, type Deed, type Desk, type Option, type Outcome, type Step, type Words } from './desk.ts';
import type { Errand, Place } from './errand.ts';
import * as words from './sharing-words.ts';

/** The answer when an entrance that Porter opened works, or cannot. */
export interface Opening {
  waitFor(kind: OutsideKind): void;
}

export async function share(desk: Desk, place: Place | null, opening: Opening): Promise<Outcome> {
  const sharing = await desk.ask('get_sharing', {});
  const ways = (...places: Place[]): Option[] =>
    places.map((each) => ({ label: words.offered(each), errand: { do: 'share', place: each } }));
  switch (place) {
    case null:
      return { kind: 'choose', question: 'In which way?', options: ways('network', 'tailnet', 'cloudflare', 'funnel') };
    case 'internet':
      return { kind: 'choose', question: 'In which way?', options: ways('cloudflare', 'funnel') };
    case 'network':
      return shareOnNetwork(desk, sharing);
    case 'tailnet':
    case 'funnel':
      return throughTailscale(desk, sharing, place === 'funnel' ? 'internet' : 'tailnet', opening);
    case 'tunnel':
    case 'cloudflare':
      return outside(desk, sharing, { name: 'open_entrance', request: { way: { kind: 'cloudflare' } } }, 'cloudflare', opening);
    case 'proxy':
      if (!sharing.entrances.some(({ way }) => way.kind === 'proxy')) return say(words.setUpFirst());
      return outside(desk, sharing, { name: 'reopen_entrance', request: { kind: 'proxy' } }, 'proxy', opening);
    // They run a program of the owner's choice, which needs more than a message.
    case 'ssh':
    case 'command':
      return say(words.onlyInApp());
  }
}

function shareOnNetwork(desk: Desk, sharing: Sharing): Outcome {
  const open = networkOrigins(sharing);
  if (open.length > 0) return say(words.stateOfNetwork(open, sharing.network));
  const addresses = firstAddresses(sharing.available);
  if (addresses.length === 0) return say(words.noNetwork());
  const done = async (): Promise<Words> => {
    const now = await desk.ask('get_sharing', {});
    return words.stateOfNetwork(networkOrigins(now), now.network);
  };
  return { kind: 'do', deed: { steps: [{ name: 'set_sharing', request: { addresses } }], done } };
}

/** The addresses of the network that are open now, also those by name. */
function networkOrigins({ origins, entrances }: Sharing): string[] {
  return origins.filter((origin) => !entrances.some((each) => each.origin === origin));
}

const stateOf = ({ entrances }: Sharing, kind: OutsideKind): EntranceState | undefined =>
  entrances.find(({ way, state }) => way.kind === kind && state !== 'off');

function throughTailscale(desk: Desk, sharing: Sharing, reach: 'tailnet' | 'internet', opening: Opening): Outcome {
  const now = stateOf(sharing, 'tailscale');
  const step: Step = { name: 'open_entrance', request: { way: { kind: 'tailscale', reach } } };
  const place = reach === 'internet' ? 'funnel' : 'tailnet';
  if (!now || (now.way.kind === 'tailscale' && now.way.reach === reach)) return outside(desk, sharing, step, place, opening);
  return { kind: 'confirm', question: words.asksToSwitch(place), deed: opens(desk, step, 'tailscale', opening) };
}

/** Opens an entrance from outside. One that everyone on the internet can reach is confirmed first. */
function outside(
  desk: Desk,
  sharing: Sharing,
  step: Step,
  place: 'tailnet' | 'funnel' | 'cloudflare' | 'proxy',
  opening: Opening,
): Outcome {
  const kind = place === 'tailnet' || place === 'funnel' ? 'tailscale' : place;
  const now = stateOf(sharing, kind);
  if (now && now.state !== 'failed') return say(words.stateOfEntrance(now));
  const deed = opens(desk, step, kind, opening);
  return place === 'tailnet' ? { kind: 'do', deed } : { kind: 'confirm', question: words.asksToOpen(place), deed };
}

function opens(desk: Desk, step: Step, kind: OutsideKind, opening: Opening): Deed {
  return {
    steps: [step],
    async done() {
      const now = stateOf(await desk.ask('get_sharing', {}), kind);
      if (now?.state === 'starting') opening.waitFor(kind);
      return now ? words.stateOfEntrance(now) : words.nothingOpen();
    },
  };
}

interface Way {
  words: string;
  step: Step;
  fits(place: Place): boolean;
  errand: Errand;
}

export async function stopSharing(desk: Desk, place: Place | null): Promise<Outcome> {
  const sharing = await desk.ask('get_sharing', {});
  const ways = waysThatAreOn(sharing).filter((each) => place === null || each.fits(place));
  if (ways.length === 0) return say(place === null ? words.nothingOpen() : words.noneOfThatKind());
  if (place === 'tunnel' && ways.length > 1)
    return { kind: 'choose', question: 'Which one?', options: ways.map((each) => ({ label: each.words, errand: each.errand })) };
  const deed: Deed = {
    steps: ways.map(({ step }) => step),
    done: async () => words.stopped(waysThatAreOn(await desk.ask('get_sharing', {})).map((each) => each.words)),
  };
  return { kind: 'confirm', question: words.asksToStop(ways.map((each) => each.words)), deed };
}

function waysThatAreOn(sharing: Sharing): Way[] {
  const network = networkOrigins(sharing);
  const outsideOnes = sharing.entrances.filter(({ state }) => state !== 'off');
  return [
    // An address that is chosen and not there now would open again.
    ...(sharing.network !== null ? [networkWay(network)] : []),
    ...outsideOnes.map((entrance): Way => {
      const { way } = entrance;
      const reach = way.kind === 'tailscale' ? way.reach : 'internet';
      const place: Place = way.kind === 'tailscale' ? (reach === 'internet' ? 'funnel' : 'tailnet') : way.kind;
      return {
        words: words.named(entrance),
        step: { name: 'close_entrance', request: { kind: way.kind } },
        errand: { do: 'stop_sharing', place },
        fits: (asked) =>
          asked === place ||
          // Turning Tailscale off is both.
          (way.kind === 'tailscale' && (asked === 'tailnet' || asked === 'funnel')) ||
          (asked === 'tunnel' && (way.kind === 'cloudflare' || way.kind === 'ssh' || way.kind === 'command')) ||
          (asked === 'internet' && reach === 'internet'),
      };
    }),
  ];
}

function networkWay(origins: readonly string[]): Way {
  return {
    words: words.networkNamed(origins),
    step: { name: 'set_sharing', request: { addresses: [] } },
    errand: { do: 'stop_sharing', place: 'network' },
    fits: (place) => place === 'network',
  };
}

export async function listEntrances({ ask }: Desk): Promise<Outcome> {
  const sharing = await ask('get_sharing', {});
  return say(words.entranceList(words.networkLine(networkOrigins(sharing), sharing.network), sharing.entrances));
}
