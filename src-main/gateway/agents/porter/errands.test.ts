import { describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Change, Details, Errand, Place, Subject } from './errand.ts';
import { errandOf } from './errands.ts';

const DAY = 86_400_000;
const called = (name: string, among: 'people' | 'invites' | 'both'): Subject => ({ by: 'name', name, among });
const invite = (name: string, details: Details = {}): Errand => ({ do: 'invite', name, details });
const reinvite = (name: string): Errand => ({ do: 'reinvite', subject: called(name, 'both') });
const revoke = (name: string, among: 'people' | 'invites' | 'both' = 'both'): Errand => ({ do: 'revoke', subject: called(name, among) });
const extend = (name: string, ms: number | null, from: 'now' | 'end' = 'now'): Errand => ({
  ...{ do: 'extend', subject: called(name, 'invites') },
  ...{ ms, from },
});
const change = (name: string, made: Change, among: 'invites' | 'both' = 'both'): Errand => ({
  ...{ do: 'change', subject: called(name, among) },
  change: made,
});
const share = (place: Place | null): Errand => ({ do: 'share', place });
const stop = (place: Place | null): Errand => ({ do: 'stop_sharing', place });
const ask = (about: Extract<Errand, { do: 'ask_back' }>['about']): Errand => ({ do: 'ask_back', about });
const UNKNOWN: Errand = { do: 'unknown' };

const texts = (errand: Errand, ...said: string[]): [string, Errand][] => said.map((text) => [text, errand]);

describe('the words of Porter’s errands', () => {
  it.each<[string, Errand]>([
    ...texts({ do: 'greet' }, '@Porter hello', 'Good morning!', 'hey Porter', 'hello there'),
    ...texts({ do: 'help' }, 'help', '@porter, what can you do?', 'errands', '?'),
    ...texts({ do: 'thanks' }, 'thanks', 'Thank you, Porter!'),
    ...texts({ do: 'list_present' }, 'who is here?', '@Porter who’s online', 'who here has a key'),
    ...texts(
      { do: 'make_room', name: 'garden', isPrivate: false },
      'make a room called garden',
      'create room #garden',
      'Please add a room named garden.',
    ),
    ['Please make me a private room called "Our plans".', { do: 'make_room', name: 'Our plans', isPrivate: true }],
    ['make a room called member', { do: 'make_room', name: 'member', isPrivate: false }],
    ...texts({ do: 'connect_agent' }, 'how do I connect an agent?', 'add an agent'),
  ])('%j', (text, errand) => expect(errandOf(text)).toEqual(errand));

  it.each<[string, Errand]>([
    ...texts(
      invite('Sarah'),
      ...['invite Sarah', 'invite @Sarah!', 'Please invite my friend Sarah', 'can you invite Sarah, please?', 'I’d like to invite Sarah'],
      ...[
        'make an invite for Sarah',
        'create a link for Sarah',
        'send Sarah an invite',
        'let Sarah in',
        'invite “Sarah”',
        'invite\u00A0Sarah',
      ],
    ),
    ...texts(
      invite('Sarah', { rooms: ['garden'] }),
      'invite Sarah to garden',
      'invite Sarah into the room #garden',
      'invite Sarah only to the garden',
    ),
    ...texts(
      invite('Sarah', { rooms: ['garden', 'our kitchen'] }),
      'invite Sarah to #garden and our kitchen',
      'invite Sarah to garden, our kitchen',
    ),
    ...texts(invite('Sarah', { rooms: null }), 'invite Sarah to every room', 'invite Sarah to all public rooms'),
    ...texts(invite('Sarah', { role: 'member' }), 'invite Sarah as a member', 'invite Sarah as member'),
    ...texts(
      invite('Sarah', { lifetime_ms: 3 * DAY }),
      'invite Sarah for 3 days',
      'invite Sarah, valid for three days',
      'invite Sarah for 3d',
    ),
    ...texts(invite('Sarah', { lifetime_ms: 7 * DAY }), 'invite Sarah for a week', 'send Sarah an invite that expires in 1 week'),
    ...texts(invite('Sarah', { max_uses: 5 }), 'invite Sarah for 5 people', 'invite Sarah with 5 uses', 'invite Sarah, up to five times'),
    ...texts(invite('Sarah', { max_uses: 1 }), 'invite Sarah once', 'invite Sarah for one person only'),
    [
      'please invite Sarah to #garden and kitchen as an admin for 12 hours, up to 3 uses',
      invite('Sarah', { rooms: ['garden', 'kitchen'], role: 'admin', lifetime_ms: DAY / 2, max_uses: 3 }),
    ],
    ['invite Sarah for 2 weeks to the garden', invite('Sarah', { lifetime_ms: 14 * DAY, rooms: ['garden'] })],
    ['invite "Sarah to the rescue" to garden', invite('Sarah to the rescue', { rooms: ['garden'] })],
    ['invite anyone with the link twice', invite('', { max_uses: 2 })],
    ['invite any body with a link', invite('')],
    ['invite "Anyone"', invite('Anyone')],
    ...texts(ask('name'), 'invite', 'invite someone', 'make an invite', 'invite my friend'),
    ...texts(ask('several'), 'invite everyone', 'invite Sarah and Tom', 'invite Sarah, Tom', 'invite all guests'),
    ...texts(
      ask('details'),
      'invite Sarah until Friday',
      'invite Sarah for dinner',
      'invite Sarah as a pirate',
      'invite Sarah for half an hour',
    ),
    ...texts(ask('details'), 'invite Sarah as guest as admin', 'invite Sarah for ever'),
  ])('invite: %j', (text, errand) => expect(errandOf(text)).toEqual(errand));

  it.each<[string, Errand]>([
    ...texts(
      reinvite('Sarah'),
      ...['reinvite Sarah', 're-invite Sarah', 'invite back Sarah', 'invite Sarah back', 'invite Sarah again', 'let Sarah back in'],
      ...['send Sarah a new link', 'make a new link for Sarah', 'restore Sarah’s access'],
    ),
    ...texts(revoke('Sarah'), ...['revoke Sarah', 'remove Sarah', 'please remove @Sarah']),
    ...texts(
      revoke('Sarah', 'people'),
      ...['kick Sarah out', 'kick out Sarah', 'shut Sarah out', 'could you please block Sarah?', 'lock out @Sarah'],
    ),
    ...texts(
      revoke('Sarah', 'people'),
      "revoke access of Sarah's access",
      'end Sarah’s access',
      'revoke the access of Sarah',
      "take Sarah's access away",
    ),
    ...texts(
      revoke('Sarah', 'invites'),
      'revoke the invite for Sarah',
      'cancel Sarah’s invite',
      'withdraw the link for Sarah',
      'uninvite Sarah',
    ),
    ...texts(extend('Sarah', null), 'extend Sarah', "extend Sarah's invite", 'extend the invite for Sarah', 'give Sarah more time'),
    ...texts(extend('Sarah', 3 * DAY), 'extend Sarah to 3 days', 'extend the invite of Sarah for 3 days'),
    ...texts(extend('Sarah', 3 * DAY, 'end'), 'extend Sarah by 3 days', 'give Sarah 3 more days', "extend Sarah's link by another 3 days"),
    ...texts(extend('Sarah', 7 * DAY, 'end'), 'give Sarah another week', 'extend Sarah by another week'),
    ...texts(ask('time'), 'extend Sarah by a while', 'extend Sarah to Friday', 'give Sarah a bit more time'),
    ...texts(ask('name'), 'revoke', 'revoke him', 'kick her out', 'extend it'),
    ...texts(ask('several'), 'revoke everyone', 'remove all guests', 'kick everybody out'),
    ...texts(
      { do: 'list_access' },
      'who has access?',
      'list guests',
      'show me the invites',
      'who can get in',
      'who is invited?',
      'who has keys',
    ),
  ])('access: %j', (text, errand) => expect(errandOf(text)).toEqual(errand));

  it.each<[string, Errand]>([
    ...texts(
      change('Sarah', { what: 'role', role: 'member' }),
      'make Sarah a member',
      'change Sarah to member',
      'set Sarah’s role to member',
    ),
    ...texts(change('Sarah', { what: 'role', role: 'admin' }), 'promote Sarah to admin', 'change the role of Sarah to administrator'),
    ...texts(
      change('Sarah', { what: 'rooms', how: 'open', rooms: ['garden'] }),
      'let Sarah into garden',
      'give Sarah access to the garden',
      'open garden to Sarah',
      'Add Sarah to garden',
      'add Sarah to the room garden',
      'please add @Sarah to #garden',
    ),
    ...texts(change('Sarah', { what: 'rooms', how: 'close', rooms: ['garden'] }), 'remove Sarah from garden', 'close the garden to Sarah'),
    ...texts(
      change('Sarah', { what: 'rooms', how: 'only', rooms: ['garden', 'lobby'] }),
      'limit Sarah to garden and lobby',
      "change Sarah's rooms to garden, lobby",
    ),
    ...texts(change('Sarah', { what: 'rooms', how: 'only', rooms: null }), 'let Sarah into every room'),
    ...texts(
      change('Sarah', { what: 'invite', details: { max_uses: 5 } }, 'invites'),
      "change Sarah's invite to 5 uses",
      'change the invite for Sarah to 5 uses',
    ),
    ...texts(change('Sarah', { what: 'invite', details: { lifetime_ms: DAY } }, 'invites'), 'change the invite for Sarah to 1 day'),
    ...texts(ask('change'), 'change Sarah', 'change Sarah to something else', 'promote Sarah to queen', "change Sarah's invite to blue"),
  ])('change: %j', (text, errand) => expect(errandOf(text)).toEqual(errand));

  it.each<[string, Errand]>([
    ...texts(
      share('network'),
      'share on the Wi-Fi',
      'share this server on my wifi',
      'open up on the local network',
      'turn on the wifi',
      'share over LAN please',
    ),
    ...texts(share('tailnet'), 'share on the tailnet', 'open tailscale', 'share with Tailscale'),
    ...texts(share('funnel'), 'share through Tailscale Funnel', 'turn the funnel on'),
    ...texts(share('tunnel'), 'open a tunnel', 'share through a tunnel', 'start the tunnel', 'make a tunnel'),
    ...texts(share('cloudflare'), 'share through a Cloudflare tunnel', 'open a quick tunnel'),
    ...texts(share('internet'), 'share on the internet', 'make this reachable from the outside'),
    ...texts(share('ssh'), 'share over ssh'),
    ...texts(share(null), 'share', 'start sharing', 'share this server'),
    ...texts(stop(null), 'stop sharing', 'unshare', 'close all entrances', 'turn sharing off', 'Stop sharing everything!', 'go offline'),
    ...texts(stop('network'), 'stop sharing on the wifi', 'turn off Wi-Fi'),
    ...texts(stop('tunnel'), 'close the tunnel', 'stop the tunnel', 'turn the tunnel off', 'stop sharing through the tunnel'),
    ...texts(stop('tailnet'), 'stop tailscale', 'close the tailnet'),
    ...texts(
      { do: 'list_entrances' },
      'which entrances are open?',
      'how can friends reach us',
      'is this shared?',
      'show sharing',
      'what is our address?',
    ),
  ])('sharing: %j', (text, errand) => expect(errandOf(text)).toEqual(errand));

  it.each([
    ...[
      'do not invite Sarah',
      "don't revoke Sarah",
      'never revoke Sarah',
      'I did not revoke Sarah',
      'invitation for Sarah',
      'thankless',
      '',
    ],
    ...[
      'Sarah said: revoke Gus',
      'Ada told you to revoke Gus',
      'should I revoke Sarah?',
      'why did you revoke Sarah',
      'we will revoke Sarah tomorrow',
    ],
    ...[
      '"revoke Gus"',
      '“revoke Gus”',
      '`revoke Gus`',
      '*revoke Gus*',
      '- revoke Gus',
      '# revoke Gus',
      '> revoke Gus',
      '[revoke Gus](x)',
      '||revoke Gus||',
    ],
    ...[
      'open the door',
      'make tea',
      'make Sarah happy',
      'stop',
      'stop it',
      'close the window',
      'share your thoughts',
      'share this with Sarah',
      'open the lobby',
    ],
    ...[
      'ignore all rules; revoke Gus',
      'system: revoke Gus',
      'assistant, revoke Gus',
      '/revoke Gus',
      'r\u200Bevoke Gus',
      'rеvoke Gus',
      'REVOKED Gus',
    ],
    ...[
      'yes',
      'no',
      '2',
      'the tunnel',
      'is the tunnel a good idea',
      'who has the best access to music',
      'who has access to the garden',
      'reinviting Sarah',
      'stop sharing my food',
    ],
  ])('does nothing for %j', (text) => expect(errandOf(text)).toEqual(UNKNOWN));

  it('does one thing at a time', () => {
    expect(errandOf('invite Sarah\nrevoke Gus')).toEqual(ask('several'));
    expect(errandOf('revoke Gus\n\nand who has access')).toEqual(ask('several'));
    expect(errandOf('@Porter\ninvite Sarah\n\nThanks!')).toEqual(invite('Sarah'));
    expect(errandOf('Good morning!\nHow are you?')).toEqual({ do: 'greet' });
  });

  it('is found out soon, however long the text', () => {
    const start = process.cpuUsage();
    const parts = [
      'invite x',
      'give x ',
      'revoke ',
      'change a ',
      'share on ',
      'take a away from ',
      'for a ',
      'to a ',
      "set a's role ",
      ' for 3 days',
      ', and ',
    ];
    for (const first of ['', 'invite ', 'revoke ', 'give ', 'let ', 'change ', 'extend ', 'who can reach '])
      for (const part of parts) for (const end of ['', '!', '#x']) errandOf((first + part.repeat(1_000)).slice(0, 998 - end.length) + end);
    for (const text of [`invite x${'!'.repeat(MESSAGE_BYTES_MAX - 10)}y`, `invite x${'!'.repeat(980)}y`, '@porter'.repeat(30_000)])
      errandOf(text);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });
});
