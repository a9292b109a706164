import { describe, expect, test } from 'vitest';
import { firstAddresses, openAddresses } from './sharing-choice.ts';

const sharing = (...available: [string, string][]) => ({
  available: available.map(([address, name]) => ({ address, interface: name })),
  origins: [],
  entrances: [],
});

describe('sharing', () => {
  test('opens the Wi-Fi and not a virtual network beside it', () => {
    expect(firstAddresses(sharing(['172.17.0.1', 'docker0'], ['192.168.1.24', 'wlan0']))).toEqual(['192.168.1.24']);
  });

  test('takes what there is when nothing looks like a Wi-Fi', () => {
    expect(firstAddresses(sharing(['127.0.0.2', 'lo']))).toEqual(['127.0.0.2']);
    expect(firstAddresses(sharing())).toEqual([]);
  });

  test('reads the open addresses from their origins', () => {
    expect(openAddresses({ available: [], origins: ['http://192.168.1.24:4510', 'http://[fd00::1]:4510'], entrances: [] })).toEqual([
      '192.168.1.24',
      'fd00::1',
    ]);
  });
});
