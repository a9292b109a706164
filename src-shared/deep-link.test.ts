import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appPath, deepLink, parseAppPath, parseDeepLink } from './deep-link.ts';

const places = fc.record({
  room_id: fc.stringMatching(/^[A-Za-z0-9_-]{1,200}$/),
  seq: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
});

describe('A link to a place', () => {
  it('leads where it was made for', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(parseDeepLink(deepLink(place))).toEqual(place);
        expect(parseAppPath(appPath(place))).toEqual(place);
      }),
    );
  });

  it('may end in a slash', () => {
    expect(parseDeepLink('lanai://room/lobby/')).toEqual({ room_id: 'lobby', seq: null });
    expect(parseAppPath('/room/lobby/7/')).toEqual({ room_id: 'lobby', seq: 7 });
  });

  it.each([
    '',
    'lanai://',
    'lanai://room/',
    'lanai://rooms/lobby',
    'lanai://room/lobby/0',
    'lanai://room/lobby/-1',
    'lanai://room/lobby/1.5',
    'lanai://room/lobby/1e3',
    'lanai://room/lobby/1/2',
    'lanai://room/../etc',
    'lanai://room/lob by',
    'lanai://room/lobby?run=1',
    'lanai://room/lobby#x',
    'lanai://room/%6c',
    'lanai://room/lobby\n',
    ' lanai://room/lobby',
    'https://room/lobby',
    'javascript:alert(1)',
    `lanai://room/${'a'.repeat(201)}`,
  ])('is nothing else: %j', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  it('of any text leads nowhere or to a room that could be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const place = parseDeepLink(`lanai://room/${text}`);
        if (place) expect(place.room_id).toMatch(/^[\w-]{1,200}$/);
      }),
    );
  });
});

describe('The address of a message that no room can have', () => {
  it.each(['0', '-1', '-999999', '1.5', '1e3', 'abc', '99999999999999999999', '9007199254740993', 'NaN', '%6c', ' 7'])(
    'leads to its room: %s',
    (seq) => {
      const place = parseAppPath(`/room/lobby/${seq}`);
      expect(place).toEqual({ room_id: 'lobby', seq: Number.MAX_SAFE_INTEGER });
    },
  );

  it.each(['/room/../5', '/room//5', '/room/lobby/1/2', '/rooms/lobby/x'])('leads nowhere without a room: %s', (path) => {
    expect(parseAppPath(path)).toBeNull();
  });
});
