// The common part of all foreign agents: the command line says who they are, and they report events as JSON lines.
import { createInterface } from 'node:readline';
import { call, type Stranger } from './client.ts';

const [address = '', key = '', agent_id = '', ...rest] = process.argv.slice(2);

export const ME = agent_id;
/** The other arguments of the command line. */
export const SAID: readonly string[] = rest;

export function tell(what: string, more: object = {}): void {
  process.stdout.write(`${JSON.stringify({ what, ...more })}\n`);
}

const words: string[] = [];
const waiting: (() => void)[] = [];
createInterface({ input: process.stdin }).on('line', (word) => {
  words.push(word);
  for (const look of waiting.splice(0)) look();
});

/** Until this word is said to it. */
export async function told(word: string): Promise<void> {
  while (!words.includes(word)) await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Retries until the server answers, and registers. `reconnect` is always true, as in the protocol's own clients. */
export async function comeIn(): Promise<{ agent: Stranger; welcome: Record<string, unknown> }> {
  for (;;) {
    try {
      const agent = await call(address);
      return {
        agent,
        welcome: await agent.ask('register', { key, name: agent_id, agent_id, reconnect: true, capabilities: ['stranger'] }),
      };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The code with which this was refused. */
export async function refusal(asking: Promise<unknown>): Promise<string> {
  return asking.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'nothing'),
  );
}

/** A list of objects in an answer. */
export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map((item: object) => ({ ...item })) : [];
}
