import { expect, it } from 'vitest';
import { checkAgainst, type ApiDocument } from '../testing/api-document.ts';
import { createOpenApi } from './openapi.ts';
import { ENDPOINT_ROUTES, ROUTES } from './routes.ts';

const document = JSON.parse(JSON.stringify(createOpenApi({ version: '1.2.3', cookieName: 'lanai_session_x' }))) as ApiDocument;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

it('is OpenAPI 3.1 with what that demands', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: 'Lanai', version: '1.2.3' });
  for (const { path, operation } of operations) {
    expect(path).toMatch(/^\/[^:?#]*$/);
    expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
    for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('');
  }
});

it('has every address of the tables', () => {
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const routed = [...ROUTES, ...ENDPOINT_ROUTES].map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  expect(described.sort()).toEqual(routed.sort());
});

it('names every operation once', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z_]+$/);
});

it('declares exactly the parameters that its paths have', () => {
  for (const { path, operation } of operations) {
    const templated = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((each) => each.in === 'path');
    expect(declared.map((each) => each.name)).toEqual(templated);
    for (const each of declared) expect(each.required).toBe(true);
  }
});

it('refers only to what it has', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
  expect(references.length).toBeGreaterThan(30);
  for (const reference of references)
    expect(Object.keys(document.components.schemas)).toContain(reference.replace('#/components/schemas/', ''));
  for (const { operation } of operations) {
    for (const scheme of operation.security.flatMap((each) => Object.keys(each)))
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
  }
});

it('has schemas that are good JSON Schema, every one', () => {
  const { compile } = checkAgainst(document);
  const schemas = [
    ...Object.keys(document.components.schemas).map((name) => ({ $ref: `#/components/schemas/${name}` })),
    ...operations.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map((each) => each.schema),
      ...Object.values(operation.requestBody?.content ?? {}).map((each) => each.schema),
    ]),
  ];
  for (const schema of schemas) expect(() => compile(schema)).not.toThrow();
});

it('asks for credentials everywhere but where one comes in', () => {
  const open = operations.filter(({ operation }) => operation.security.length === 0).map(({ method, path }) => `${method} ${path}`);
  expect(open.sort()).toEqual([
    'get /agent/{code}',
    'get /api/openapi.json',
    'get /api/session/account',
    'get /api/trust',
    'get /api/trust/check',
    'get /chat',
    'get /health',
    'get /trust/lanai.crt',
    'post /api/agent-invites/key',
    'post /api/agent-invites/preview',
    'post /api/agent-invites/redeem',
    'post /api/chat/join',
    'post /api/invites/preview',
    'post /api/invites/redeem',
    'post /api/session',
    'post /api/session/challenge',
    'post /api/session/ended',
  ]);
});
