import { expect, it } from 'vitest';
import { openClawFolder, openClawLines } from './agent-invite-link.ts';

it.each([
  [['/usr/bin/node', '/opt/lanai/dist/cli/lanai.cjs'], '/opt/lanai/dist/openclaw'],
  [['/opt/Lanai/lanai', '/opt/Lanai/resources/app.asar/dist/cli/lanai.cjs'], '/opt/Lanai/resources/app.asar.unpacked/dist/openclaw'],
  [[String.raw`C:\Lanai\dist\cli\lanai.cjs`], String.raw`C:\Lanai\dist\openclaw`],
  [['lanai'], null],
  [[], null],
])('the plugin of OpenClaw is beside the command %j', (command, folder) => {
  expect(openClawFolder(command)).toBe(folder);
});

it('the lines for OpenClaw have the address and the code, and the plugin where it is known', () => {
  const link = 'http://127.0.0.1:4510/agent/ABCD1234';
  const line = 'openclaw channels add lanai --code "http://127.0.0.1:4510#ABCD1234"';
  expect(openClawLines({ link, folder: null })).toBe(line);
  expect(openClawLines({ link, folder: '/opt/lanai/dist/openclaw' })).toBe(`openclaw plugins install "/opt/lanai/dist/openclaw"\n${line}`);
});
