import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLAYWRIGHT_DISABLES } from '../../e2e/launch.ts';
import { at } from './project.mjs';

test('the end-to-end tests disable in Chromium what Playwright disables', () => {
  const bundle = readFileSync(at('node_modules/playwright-core/lib/coreBundle.js'), 'utf8');
  const [, list = ''] = /disabledFeatures = \[([^]*?)\]/.exec(bundle) ?? [];
  const names = [...list.replaceAll(/\/\/.*$/gm, '').matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(names).not.toEqual([]);
  expect(PLAYWRIGHT_DISABLES).toEqual(names);
});
