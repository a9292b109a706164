import type { Packet } from 'dns-packet';
import { expect, it } from 'vitest';
import { freeUdpPort, startMdnsHost } from '../testing/mdns-host.ts';
import { openLink } from './link.ts';

const QUERY: Packet = { type: 'query', questions: [{ type: 'A', name: 'maya-lanai.local' }] };

it('A packet that cannot be sent is reported, ends nothing, and the next one is sent', async () => {
  const port = await freeUdpPort();
  const host = await startMdnsHost(port);
  const unsent: unknown[] = [];
  const heard: string[] = [];
  const link = await openLink({
    ...{ address: '127.0.0.1', netmask: '255.0.0.0', port, now: Date.now },
    onPacket: ({ questions = [] }) => heard.push(...questions.map(({ name }) => name)),
    onError: (error) => expect.fail(String(error)),
    onUnsent: (error) => unsent.push(error),
    log: (message) => expect.fail(message),
  });
  // A packet from port 0 asks for an answer to it: Linux delivers such packets.
  link.send(QUERY, { address: '127.0.0.1', port: 0 });
  link.send(QUERY, { address: '256.0.0.1', port });
  await expect.poll(() => unsent.length).toBe(2);
  link.send(QUERY);
  await expect.poll(() => heard).toContain('maya-lanai.local');
  await link.close();
  await host.close();
});
