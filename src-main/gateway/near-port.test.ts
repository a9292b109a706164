import { expect, test } from 'vitest';
import { StartFailure } from '../../src-shared/errors.ts';
import { listenNear } from './near-port.ts';

const failed = (code: string): Error => Object.assign(new Error(code), { code });

/** A computer with these ports in use. */
function computer(taken: readonly number[], code = 'EADDRINUSE') {
  const tried: number[] = [];
  const listen = (port: number): Promise<number> => {
    tried.push(port);
    return taken.includes(port) ? Promise.reject(failed(code)) : Promise.resolve(port);
  };
  return { tried, listen };
}

test('the wanted port is used when it is free, and no other port is tried', async () => {
  const { tried, listen } = computer([]);
  expect(await listenNear(4510, true, listen)).toBe(4510);
  expect(tried).toEqual([4510]);
});

test('a port in use is an error where no other port is allowed', async () => {
  const { tried, listen } = computer([4510]);
  await expect(listenNear(4510, false, listen)).rejects.toThrow('EADDRINUSE');
  expect(tried).toEqual([4510]);
});

test.each(['EADDRINUSE', 'EACCES'])('the next free port near it is used after %s, the same one each time', async (code) => {
  const taken = [4510, 4512, 4514];
  expect(await listenNear(4510, true, computer(taken, code).listen)).toBe(4516);
  expect(await listenNear(4510, true, computer(taken, code).listen)).toBe(4516);
});

test('the two ports of a home do not get in the way of each other', async () => {
  const web = computer([4510]);
  const agents = computer([4511]);
  await listenNear(4510, true, web.listen);
  await listenNear(4511, true, agents.listen);
  expect(web.tried.filter((port) => agents.tried.includes(port))).toEqual([]);
});

test('the system chooses a port when all ports near it are in use', async () => {
  const near = Array.from({ length: 20 }, (_, index) => 4510 + index);
  const { tried, listen } = computer(near);
  expect(await listenNear(4510, true, listen)).toBe(0);
  expect(tried).toHaveLength(10);
});

test('no port above the last one is tried', async () => {
  const { tried, listen } = computer([65_533, 65_535]);
  expect(await listenNear(65_533, true, listen)).toBe(0);
  expect(tried).toEqual([65_533, 65_535, 0]);
});

test('another error is not hidden by a try elsewhere', async () => {
  const { tried, listen } = computer([4510], 'EADDRNOTAVAIL');
  await expect(listenNear(4510, true, listen)).rejects.toThrow('EADDRNOTAVAIL');
  expect(tried).toEqual([4510]);
  const always = (port: number): Promise<never> => Promise.reject(failed(port === 4510 ? 'EADDRINUSE' : 'EMFILE'));
  await expect(listenNear(4510, true, always)).rejects.toThrow('EADDRINUSE');
});

test('the cause of a StartFailure counts', async () => {
  const listen = (port: number): Promise<number> =>
    port === 4511 ? Promise.reject(new StartFailure('port_taken', 'Taken.', { cause: failed('EADDRINUSE') })) : Promise.resolve(port);
  expect(await listenNear(4511, true, listen)).toBe(4513);
});
