import { expect, test } from 'vitest';
import { closedAddress, isMissingAnAddress } from './invite-links.ts';

const TUNNEL = 'https://one.example';
const NEXT = 'https://two.example';
const LAN = 'http://192.168.1.24:4510';

test.each([
  { linked: [TUNNEL, LAN], open: [TUNNEL, LAN], closed: null, isMissing: false },
  { linked: [TUNNEL, LAN], open: [LAN], closed: TUNNEL, isMissing: false },
  { linked: [TUNNEL], open: [NEXT], closed: TUNNEL, isMissing: true },
  { linked: [LAN], open: [NEXT, LAN], closed: null, isMissing: true },
  { linked: [TUNNEL], open: [], closed: null, isMissing: false },
  { linked: [], open: [LAN], closed: null, isMissing: true },
  { linked: null, open: [LAN], closed: null, isMissing: false },
])('a link to $linked is closed for $open: $closed', ({ linked, open, closed, isMissing }) => {
  expect(closedAddress({ origins: linked }, open)).toBe(closed);
  expect(isMissingAnAddress({ origins: linked }, open)).toBe(isMissing);
});
