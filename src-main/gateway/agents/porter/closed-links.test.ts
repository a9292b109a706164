import { expect, test } from 'vitest';
import type { Invite } from '../../../../src-shared/objects.ts';
import { ClosedLinks } from './closed-links.ts';

const TUNNEL = 'https://one.example';
const NEXT = 'https://two.example';
const LAN = 'http://192.168.1.24:4510';
const MOVED = 'http://192.168.1.25:4510';

function watching(...invites: Partial<Invite>[]): (origins: string[]) => string[] {
  const links = linksOf(invites, []);
  return (origins) => textsOf(links, origins);
}

const textsOf = (links: ClosedLinks, origins: string[]): string[] =>
  links.changed({ origins, entrances: [] }).map(({ words }) => words.text);

function linksOf(invites: Partial<Invite>[], said: string[]): ClosedLinks {
  const all = invites.map((each, at) => ({
    ...{ id: `i${at}`, name: `Guest ${at}`, role: 'guest', created_by: 'ada', expires_at: 10, max_uses: 1, uses: 0 },
    ...{ revoked_at: null, participant_id: null, needs_owner: false, room_ids: null, created_at: 0, origins: [], nickname: null, ...each },
  }));
  const directory = { invites: { all: () => all }, settings: { get: () => said } };
  // Only these are asked for.
  return new ClosedLinks({ directory, now: () => 1 } as never);
}

test('every address of a link is watched, each once', () => {
  const textsAt = watching({ origins: [TUNNEL, LAN] });
  expect(textsAt([TUNNEL, LAN])).toEqual([]);
  expect(textsAt([TUNNEL])).toEqual([]);
  expect(textsAt([TUNNEL, MOVED])).toEqual([expect.stringContaining('- **Guest 0**: 192.168.1.24:4510\n')]);
  expect(textsAt([TUNNEL, MOVED])).toEqual([]);
  expect(textsAt([NEXT, MOVED])).toEqual([expect.stringContaining('- **Guest 0**: one.example\n')]);
});

test('several addresses of an invite are in one line', () => {
  expect(watching({ origins: [TUNNEL, LAN] })([NEXT])).toEqual([
    expect.stringContaining('- **Guest 0**: one.example, 192.168.1.24:4510\n'),
  ]);
});

test('after a restart no link is in a second message, also with others than before', () => {
  const [first, second, over] = [{ origins: [TUNNEL] }, { origins: [LAN] }, { origins: [LAN], revoked_at: 1 }];
  const before = linksOf([first, over], ['i1 gone']);
  expect(textsOf(before, [NEXT])).toHaveLength(1);
  expect(before.said).toEqual([`i0 ${TUNNEL}`]);
  expect(textsOf(linksOf([first], before.said), [NEXT])).toEqual([]);
  const both = textsOf(linksOf([first, second], before.said), [NEXT]);
  expect(both).toEqual([expect.stringContaining('- **Guest 1**: 192.168.1.24:4510\n')]);
  expect(both[0]).not.toContain('Guest 0');
});
