import { expect, it } from 'vitest';
import { openClawLines } from './openclaw-lines.ts';

it('the lines for OpenClaw get the plugin from the home, install it without a question, and have the address and the code', () => {
  expect(openClawLines('http://127.0.0.1:4510/agent/ABCD1234').split('\n')).toEqual([
    'curl -fsSO http://127.0.0.1:4510/lanai-openclaw.tgz',
    'openclaw plugins install ./lanai-openclaw.tgz --force --accept-capabilities',
    'openclaw channels add lanai --code "http://127.0.0.1:4510#ABCD1234"',
  ]);
});
