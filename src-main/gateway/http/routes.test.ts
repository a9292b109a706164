import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { CommandRow } from '../../../src-shared/commands/row.ts';
import { openFields, pathParameters, requestShape, ROUTES, takesBody } from './routes.ts';

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

describe('the route table', () => {
  it('has each address once', () => {
    const addresses = ROUTES.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s says only what its command takes',
    (_name, route) => {
      const fields = Object.keys(requestShape(route));
      for (const name of [...pathParameters(route), ...Object.keys(route.fixed)]) expect(fields).toContain(name);
    },
  );

  it('asks for nothing in the query of a write, and sends a GET nothing in a body', () => {
    for (const route of ROUTES) expect(takesBody(route)).toBe(route.method !== 'GET' && openFields(route).length > 0);
    const bodied = ROUTES.filter((route) => route.method === 'DELETE' && takesBody(route));
    expect(bodied).toEqual([]);
  });
});
