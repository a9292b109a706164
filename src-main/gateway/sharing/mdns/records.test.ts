// The packets that a responder reads and compares, with hostile packets too.
import { encode, type Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { hostilePackets } from '../testing/hostile-packets.ts';
import { announcementOf, compareClaims, readPacket, recordsOf, writePacket } from './records.ts';

/** Far more than it takes on a busy machine, and far less than a loop. */
const SLOW_MS = 500;
const a = (data: string): Answer => ({ type: 'A', name: 'maya-lanai.local', ttl: 120, data });

describe('a packet', () => {
  it('is read, or is none, in a moment', () => {
    for (const bytes of hostilePackets(1)) {
      const startedAt = performance.now();
      expect(() => readPacket(bytes)).not.toThrow();
      expect(performance.now() - startedAt).toBeLessThan(SLOW_MS);
    }
  });

  it('that counts more records than fit into it is not decoded', () => {
    const bytes = encode({ type: 'query', questions: [{ type: 'A', name: 'a.local' }] });
    expect(readPacket(bytes)).not.toBeNull();
    bytes.writeUInt16BE(65_535, 6);
    expect(readPacket(bytes)).toBeNull();
  });

  it('with everything about a server fits into a frame', () => {
    const addresses = [
      '192.168.100.200',
      ...Array.from({ length: 15 }, (_each, n) => `fd00:1111:2222:3333:4444:5555:6666:${(n + 1).toString(16)}`),
    ];
    const records = recordsOf({ label: `${'x'.repeat(50)}-lanai-99`, homeId: 'x'.repeat(36), port: 65_535, addresses });
    const bytes = writePacket(announcementOf(records));
    expect(readPacket(bytes)?.answers).toHaveLength(12);
  });
});

describe('two hosts that claim a name', () => {
  it('compare their records: the larger address wins, and the longer list', () => {
    expect(compareClaims([a('192.168.1.2')], [a('192.168.1.3')])).toBeLessThan(0);
    expect(compareClaims([a('192.168.1.200')], [a('192.168.1.3')])).toBeGreaterThan(0);
    expect(compareClaims([a('192.168.1.2')], [a('192.168.1.2'), a('192.168.1.1')])).toBeGreaterThan(0);
    expect(compareClaims([a('192.168.1.2'), a('192.168.1.1')], [a('192.168.1.1'), a('192.168.1.2')])).toBe(0);
  });
});
