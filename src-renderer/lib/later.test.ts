import { expect, test } from 'vitest';
import { later } from './later.ts';

test('begins once the part is there, and ends it', async () => {
  const did: string[] = [];
  const end = later(
    async () => 'part',
    (part) => {
      did.push(`began ${part}`);
      return () => void did.push('ended');
    },
  );
  expect(did).toEqual([]);
  await Promise.resolve();
  await Promise.resolve();
  expect(did).toEqual(['began part']);
  end();
  end();
  expect(did).toEqual(['began part', 'ended']);
});

test('does not begin what was ended before', async () => {
  const did: string[] = [];
  const end = later(
    async () => 'part',
    () => {
      did.push('began');
      return () => undefined;
    },
  );
  end();
  await new Promise((resolve) => setTimeout(resolve));
  expect(did).toEqual([]);
});
