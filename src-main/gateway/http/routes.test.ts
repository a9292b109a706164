import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src-shared/commands.ts';
import { NOT_ROUTED, openFields, pathParameters, requestShape, ROUTES, takesBody } from './routes.ts';

describe('the route table', () => {
  it.each(Object.keys(COMMANDS))('has an address for %s, or a reason why there is none', (command) => {
    const isRouted = ROUTES.some((route) => route.command === command);
    const reason = Object.entries(NOT_ROUTED).find(([name]) => name === command)?.[1];
    expect(isRouted, `${command} is ${isRouted ? 'routed and' : ''} listed as not routed: ${reason}`).toBe(reason === undefined);
  });

  it('has each address once', () => {
    const addresses = ROUTES.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s says only what its command takes',
    (_name, route) => {
      const fields = Object.keys(requestShape(route));
      for (const name of [...pathParameters(route), ...Object.keys(route.says ?? {})]) expect(fields).toContain(name);
    },
  );

  it('asks for nothing in the query of a write, and sends a GET nothing in a body', () => {
    for (const route of ROUTES) expect(takesBody(route)).toBe(route.method !== 'GET' && openFields(route).length > 0);
    const bodied = ROUTES.filter((route) => route.method === 'DELETE' && takesBody(route));
    expect(bodied).toEqual([]);
  });
});
