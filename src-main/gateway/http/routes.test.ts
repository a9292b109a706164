import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { CommandRow } from '../../../src-shared/commands/row.ts';
import { ENDPOINTS } from '../../../src-shared/endpoints/index.ts';
import type { EndpointRow } from '../../../src-shared/endpoints/row.ts';
import { ENDPOINT_ROUTES, isUpload, openFields, pathParameters, ROUTES } from './routes.ts';

const ROWS = Object.entries<CommandRow>(COMMANDS);

describe('the rows of the commands', () => {
  it.each(ROWS)('%s has an address, or a reason why it has none', (name, { http }) => {
    const routes = ROUTES.filter((route) => route.command === name);
    if (routes.length === 0) expect(http).toEqual({ none: expect.stringMatching(/^[A-Z].+\.$/) });
  });

  it.each(ROWS)('%s is a GET if it changes nothing, and only then', (name, { readOnly }) => {
    for (const { command, method } of ROUTES) if (command === name) expect(method === 'GET').toBe(readOnly);
  });

  it.each(ROWS)('%s has no address if it needs a seat in a room, which a request does not have', (_name, { seat, http }) => {
    if (seat) expect(http).toHaveProperty('none');
  });

  it.each(ROWS)('%s has a title and a summary that read well in a list', (_name, { title, summary }) => {
    expect(title).toMatch(/^[A-Z][^.]{2,40}$/);
    expect(summary).toMatch(/^[A-Z].+\.$/);
  });

  it('have each title once', () => {
    expect(new Set(ROWS.map(([, { title }]) => title)).size).toBe(ROWS.length);
  });
});

describe('the rows of the endpoints', () => {
  const ENDPOINT_ROWS = Object.entries<EndpointRow>(ENDPOINTS);

  it.each(ENDPOINT_ROWS)('%s has a title and a summary that read well in a list', (_name, { title, summary }) => {
    expect(title).toMatch(/^[A-Z][^.]{2,40}$/);
    expect(summary).toMatch(/^[A-Z].+\.$/);
  });

  it.each(ENDPOINT_ROWS)('%s names the field that its secret is in', (_name, { access, request }) => {
    if (typeof access === 'object' && 'secret' in access) expect(Object.keys(request.shape)).toContain(access.secret);
  });
});

const ALL = [...ROUTES, ...ENDPOINT_ROUTES];

describe('the addresses', () => {
  it('are there once each', () => {
    const addresses = ALL.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(ALL.map((route) => [`${route.method} ${route.path}`, route] as const))('%s says only what its request takes', (_name, route) => {
    const fields = Object.keys(route.shape);
    for (const name of [...pathParameters(route), ...Object.keys(route.fixed)]) expect(fields).toContain(name);
  });

  it('of commands ask for nothing in the query of a write, and send a GET nothing in a body', () => {
    for (const route of ROUTES) expect(route.body === 'json').toBe(route.method !== 'GET' && openFields(route).length > 0);
    expect(ALL.filter(({ method, body }) => method === 'DELETE' && body !== 'none')).toEqual([]);
  });
});

describe('an upload', () => {
  it.each(['/api/rooms/lobby/files?name=a', '/api/rooms/lobby/files', '/api/backups/added?name=b'])('is a POST to %s', (url) => {
    expect([isUpload({ method: 'POST', url }), isUpload({ method: 'GET', url })]).toEqual([true, false]);
  });

  it.each(['/api/rooms/lobby/filesx', '/api/rooms/a/b/files', '/x/api/backups/added', '/api/rooms'])('is no POST to %s', (url) => {
    expect(isUpload({ method: 'POST', url })).toBe(false);
  });
});
