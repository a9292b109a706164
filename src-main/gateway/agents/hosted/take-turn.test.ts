import { expect, it } from 'vitest';
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { takeTurn } from './take-turn.ts';
import { ServerEnds, type TurnDeps, type Worker } from './turn.ts';

const agent = { id: 'scout', owner_id: 'sarah' } as Agent;
const message = { id: 'call', room_id: 'lobby', author_id: 'sarah' } as Message;

/** The operations of a turn whose answer cannot be written. */
async function written(work: Worker['work'], signal = new AbortController().signal) {
  const operations: [name: string, args: unknown][] = [];
  const core = {
    directory: {
      participant: () => null,
      participants: () => [],
      room: () => null,
      roomIdsOf: () => [],
      hostedAgents: { find: () => ({ runs: { kind: 'model', tools: 'room' }, price: null }) },
    },
    write: async (name: string, args: unknown) => void operations.push([name, args]),
  };
  const deps = {
    core,
    loadWorker: { model: async () => ({ work, sentenceOf: () => 'No.' }) },
    log: () => undefined,
  } as unknown as TurnDeps;
  await takeTurn(deps, { agent, message, causedBy: 'sarah', isByProgram: false }, signal);
  return operations;
}

it('keeps the marks of a turn that failed in the server', async () => {
  const operations = await written(async (turn) => {
    turn.marks.add('web');
    return { outcome: 'failed', sentence: 'No.' };
  });
  expect(operations.map(([name]) => name)).toEqual(['beginAgentTurn', 'endAgentTurn']);
  expect(operations[1]?.[1]).toMatchObject({ outcome: 'failed', failure: null, read: { marks: ['web'] } });
});

it('keeps the marks of a turn that the end of the server interrupts, and does not end it', async () => {
  const operations = await written(
    async (turn) => {
      turn.marks.add('file');
      throw new Error('The server ends.');
    },
    AbortSignal.abort(new ServerEnds('The server ends.')),
  );
  expect(operations.map(([name]) => name)).toEqual(['beginAgentTurn', 'noteAgentTurn']);
  expect(operations[1]?.[1]).toMatchObject({ use: { marks: ['file'] } });
});
