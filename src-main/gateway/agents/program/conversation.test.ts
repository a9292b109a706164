// The limits of a program, checked while it reports its use.
import { expect, it } from 'vitest';
import { Conversation, type ConversationOptions } from './conversation.ts';

function started() {
  const checks: (() => void)[] = [];
  const seen: (number | undefined)[] = [];
  const turn = {
    budget: {
      check: ({ input_tokens }: { input_tokens: number }) => {
        seen.push(input_tokens);
        return new Promise((resolve) => checks.push(() => resolve(null)));
      },
    },
  };
  const options = {
    ...{ turn, signal: new AbortController().signal },
    used: () => conversation.use(0, 0),
    end: () => expect.fail('It ended.'),
    onLasting: () => Promise.resolve(),
  };
  const conversation: Conversation = new Conversation(options as unknown as ConversationOptions);
  return {
    conversation,
    seen,
    uses: (used: number) => conversation.onUpdate({ sessionUpdate: 'usage_update', used, size: 1_000 }),
    checks,
  };
}

const pause = async (): Promise<void> => {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
};

it('one check of its limits is under way at a time, and the next one covers all reports until then', async () => {
  const { seen, uses, checks } = started();
  [1, 2, 3].forEach(uses);
  await pause();
  expect(seen).toEqual([3]);
  [4, 5, 6].forEach(uses);
  await pause();
  expect(seen).toEqual([3]);
  checks[0]?.();
  await pause();
  expect(seen).toEqual([3, 6]);
});

it('has not settled while its limits are checked', async () => {
  const { conversation, uses, checks } = started();
  let hasSettled = false;
  uses(1);
  const settled = conversation.settled().then(() => (hasSettled = true));
  await pause();
  expect(hasSettled).toBe(false);
  checks[0]?.();
  await settled;
});
