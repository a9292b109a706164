import { expect, it } from 'vitest';
import { createPathTable } from './path-table.ts';

const table = createPathTable([
  { method: 'GET', path: '/api/invites' },
  { method: 'POST', path: '/api/invites' },
  { method: 'POST', path: '/api/invites/preview' },
  { method: 'DELETE', path: '/api/invites/:invite_id' },
]);

it('finds an address and what it takes', () => {
  expect(table.find('/api/invites')).toEqual({ pattern: '/api/invites', methods: ['GET', 'POST'] });
  expect(table.find('/api/invites/42')).toEqual({ pattern: '/api/invites/:invite_id', methods: ['DELETE'] });
});

it('prefers the address that is written out, and adds what the other takes', () => {
  expect(table.find('/api/invites/preview')).toEqual({ pattern: '/api/invites/preview', methods: ['DELETE', 'POST'] });
});

it('does not know what is not there', () => {
  for (const path of ['/api', '/api/invites/', '/api/invites/1/2', '/api/invitesx']) expect(table.find(path)).toBeNull();
});
