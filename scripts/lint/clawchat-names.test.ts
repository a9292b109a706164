// ClawChat is an adapter: its folder, the commands and options of the user, and old migrations name it, and no other file of
// the product does.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { at } from '../lib/project.mjs';

const NAMED_IN = [
  // The adapter, and where it is put together with the rest.
  'src-main/gateway/gateway.ts',
  'src-main/gateway/protocols/clawchat/listeners.ts',
  'src-main/gateway/protocols/clawchat/protocol.ts',
  'src-main/gateway/services.ts',
  // For users: the command, its option, its switch.
  'src-main/cli/commands/serve.ts',
  'src-main/gateway/arguments.ts',
  'src-renderer/screens/settings/agent-listeners-switch.tsx',
  'src-renderer/strings/english/pages.ts',
  'src-shared/commands/sharing.ts',
  // The sentence of the audit log for the command, and which roles may give it.
  'src-renderer/strings/english/audit.ts',
  'src-shared/abilities.ts',
  // The key of its sealed messages is derived with its name.
  'src-shared/sealed.ts',
  // The column that a migration reads for the last time.
  'src-main/gateway/store/migrations/0001-first-release.ts',
  'src-main/gateway/store/migrations/0004-settings.ts',
  'src-main/gateway/store/migrations/squashed.ts',
];

it('names ClawChat in the adapter, to users and in old migrations', () => {
  const product = ['src-main', 'src-renderer', 'src-shared']
    .flatMap((folder) =>
      readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`.replaceAll('\\', '/')),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\//.test(file));
  expect(product.length).toBeGreaterThan(NAMED_IN.length);
  expect(product.filter((file) => /clawchat/i.test(readFileSync(at(file), 'utf8'))).sort()).toEqual([...NAMED_IN].sort());
});
