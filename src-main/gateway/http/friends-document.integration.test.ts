// The examples of the friend API's document, with the real curl.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();

describe('the document of the friend API', () => {
  it('has examples that work as they are', async () => {
    const document = readFileSync(path.join(import.meta.dirname, '../../../docs/friends-api.md'), 'utf8');
    const invite = await home.owner.post('/api/invites', { name: 'Sarah', room_ids: ['lobby'] });
    const code = invite.field('code');
    const blocks = [...document.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) =>
      block.replace('http://127.0.0.1:4510', home.url).replace('inv_…', code),
    );
    expect(blocks).toHaveLength(7);
    const script = blocks.map((block) => (block.includes('/api/stream') ? inBackground(block) : block));
    const { stdout } = await promisify(execFile)('bash', ['-c', `set -euo pipefail\n${script.join('\necho\n')}\nwait $!`], {
      timeout: 30_000,
    });
    expect(stdout).toContain('# Join "');
    expect(stdout).toContain('"mode":"snapshot"');
    expect(stdout.match(/"content":"Hello from curl"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(stdout).toMatch(/data: \{"type":"text","content":"I do nothing for programs\.[^\n]*\n\ndata: \{"type":"done"\}/);
    // By the sign-out.
    expect(stdout).toContain('"type":"closing"');
  });

  /** Until the first event is there. */
  function inBackground(block: string): string {
    return `OUT=$(mktemp)\n${block.trim()} | tee "$OUT" &\nuntil grep -q snapshot "$OUT"; do sleep 0.05; done`;
  }
});
