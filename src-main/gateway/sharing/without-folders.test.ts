import { expect, test } from 'vitest';
import { withoutFolders } from './without-folders.ts';

test.each([
  ['/home/ada/bin/my-tunnel has ended. It is started again.', 'my-tunnel has ended. It is started again.'],
  [String.raw`C:\Users\Ada\tunnel.exe is not installed`, 'tunnel.exe is not installed'],
  ['ssh has ended: Load key "/home/ada/.ssh/id_work": invalid format', 'ssh has ended: Load key "id_work": invalid format'],
  ['no such file: ~/keys/tunnel.pem', 'no such file: tunnel.pem'],
  ['sh: 1: /opt/a/b: not found', 'sh: 1: b: not found'],
  ['config=/etc/tunnel/config.yml', 'config=config.yml'],
  ['see https://example.com/a/b/c and http://127.0.0.1:4510/x/y', 'see https://example.com/a/b/c and http://127.0.0.1:4510/x/y'],
  ['connect ada@example.com: a/b or c', 'connect ada@example.com: a/b or c'],
  ['/'.repeat(20_000), '/'.repeat(20_000)],
])('%.60s', (text, without) => {
  expect(withoutFolders(text)).toBe(without);
});

test('a hostile line takes no long time', () => {
  expect(withoutFolders('/a'.repeat(50_000)).length).toBeLessThan(100_001);
});
