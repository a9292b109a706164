import { expect, test } from 'vitest';
import { closedAddresses, isMissingAnAddress } from './invite-links.ts';

const TUNNEL = 'https://one.example';
const NEXT = 'https://two.example';
const LAN = 'http://192.168.1.24:4510';

test.each([
  { linked: [TUNNEL, LAN], open: [TUNNEL, LAN], closed: [], isMissing: false },
  { linked: [TUNNEL, LAN], open: [LAN], closed: [TUNNEL], isMissing: false },
  { linked: [TUNNEL], open: [NEXT], closed: [TUNNEL], isMissing: true },
  { linked: [LAN], open: [NEXT, LAN], closed: [], isMissing: true },
  { linked: [TUNNEL], open: [], closed: [], isMissing: false },
  { linked: [TUNNEL, LAN], open: [TUNNEL], closed: [LAN], isMissing: false },
  { linked: [TUNNEL, LAN], open: [NEXT], closed: [TUNNEL, LAN], isMissing: true },
  { linked: [], open: [LAN], closed: [], isMissing: true },
  { linked: null, open: [LAN], closed: [], isMissing: false },
])('a link to $linked is closed for $open: $closed', ({ linked, open, closed, isMissing }) => {
  expect(closedAddresses({ origins: linked }, open)).toEqual(closed);
  expect(isMissingAnAddress({ origins: linked }, open)).toBe(isMissing);
});
