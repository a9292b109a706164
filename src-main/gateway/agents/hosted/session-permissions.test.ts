import { expect, it } from 'vitest';
import { SessionPermissions } from './session-permissions.ts';

it('a permission holds for one act of one agent in one room, until the settings of the agent change', () => {
  const permissions = new SessionPermissions();
  permissions.keep('scout', 'lobby', 'files write');
  expect(permissions.has('scout', 'lobby', 'files write')).toBe(true);
  for (const [agent, room, what] of [
    ['other', 'lobby', 'files write'],
    ['scout', 'den', 'files write'],
    ['scout', 'lobby', 'files delete'],
    ['scout', 'lobby files', 'write'],
  ] as const)
    expect(permissions.has(agent, room, what)).toBe(false);
  permissions.forget('scout');
  expect(permissions.has('scout', 'lobby', 'files write')).toBe(false);
});
