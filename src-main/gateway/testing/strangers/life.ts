// What all strangers have in common: who they are comes in by the command line, what they saw goes out as JSON lines.
import { createInterface } from 'node:readline';
import { call, type Stranger } from './client.ts';

const [address = '', key = '', agent_id = '', ...rest] = process.argv.slice(2);

export const ME = agent_id;
/** What else was said on the command line. */
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

/** Calls until somebody is at home, and says who it is. `reconnect` is true every time, as the protocol's own clients do it. */
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
