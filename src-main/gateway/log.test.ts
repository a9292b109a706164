import { describe, expect, it } from 'vitest';
import { createLog, harmless } from './log.ts';

const HOME = '/home/maya';

describe('A line of the log that is shown', () => {
  it('holds no secret', () => {
    const secrets = [
      'lan_c2VjcmV0',
      'whsec_c2VjcmV0+/=',
      `clw1:${'A'.repeat(40)}`,
      `lsm1:${'A/'.repeat(40)}`,
      'Zm9vYmFyMTIzNDU2Nzg5MA',
      '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    ];
    for (const secret of secrets) expect(harmless(`Failed with ${secret}.`, HOME), secret).toBe('Failed with [left out].');
    expect(harmless('GET http://maya:hunter2@example.org/x', HOME)).toBe('GET http://[left out]@example.org/x');
    expect(harmless('cookie lanai_0f1e2d3c4b5a69788796=abc', HOME)).not.toContain('0f1e2d3c');
  });

  it('does not say whose computer it is', () => {
    expect(harmless('EACCES: /home/maya/.lanai/lanai.db', HOME)).toBe('EACCES: ~/.lanai/lanai.db');
  });

  it('still says what happened, and to what, on one line', () => {
    const line = '2026-11-21T10:33:15.000Z warning send_message\nfailed in 019342aa-7c1e-7d3f-8a5b-1c2d3e4f5a6b';
    expect(harmless(line, HOME)).toBe(line.replace('\n', ' '));
  });
});

describe('The log', () => {
  it('keeps its newest lines', () => {
    const written: string[] = [];
    const stream = { write: (line: string) => written.push(line) > 0 } as unknown as NodeJS.WritableStream;
    const log = createLog(stream);
    for (let at = 0; at < 250; at += 1) log.warn(`Line ${at}`, new Error('why'));
    expect(written).toHaveLength(250);
    expect(log.recent()).toHaveLength(200);
    expect(log.recent().at(-1)).toMatch(/^\S+ warning Line 249: why$/);
    expect(log.recent()[0]).toContain('Line 50:');
  });
});
