import { expect, test } from 'vitest';
import { packagesOfMap } from './notices.mjs';

test('a source map names the packages whose code is in a bundle', () => {
  const sources = [
    '../../src-renderer/main.tsx',
    '../../node_modules/react/index.js',
    '../../node_modules/react/cjs/react.js',
    '../../node_modules/@lezer/common/dist/index.js',
    '../node_modules/outer/node_modules/inner/index.js',
    '\0rolldown/runtime.js',
  ];
  expect(packagesOfMap(JSON.stringify({ version: 3, sources }))).toEqual(['react', '@lezer/common', 'outer/node_modules/inner']);
  expect(packagesOfMap('{"version":3}')).toEqual([]);
});
