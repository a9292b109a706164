import { expect, test } from 'vitest';
import type { Sharing } from '../../../src-shared/objects.ts';
import { openAddresses } from './sharing-choice.ts';

const BY_NAME = 'http://maya-lanai.local:4510';
const BY_TLS = 'https://192.168.1.24:4510';
const OUTSIDE = 'https://chat.example.org';

test('the open addresses are those of this machine, without its name, those with TLS and the entrances from outside', () => {
  const sharing: Sharing = {
    available: [],
    origins: [OUTSIDE, 'http://192.168.1.24:4510', 'http://[fd00::1]:4510', BY_NAME, BY_TLS],
    network: {
      ...{ names: [BY_NAME], moved: [], problem: null, reached: null, firewall: 'unknown' },
      certificate: { way: { kind: 'own' }, origins: [BY_TLS], names: [], fingerprint: null, valid_until: null, problem: null },
    },
    entrances: [
      {
        way: { kind: 'proxy', address: OUTSIDE, port: 4_520, client_header: null, host: null, trusted: [], user_header: null },
        state: 'open',
        origin: OUTSIDE,
        problem: null,
        reached_at: null,
      },
    ],
  };
  expect(openAddresses(sharing)).toEqual(['192.168.1.24', 'fd00::1']);
  expect(openAddresses({ ...sharing, origins: [], network: null })).toEqual([]);
});
