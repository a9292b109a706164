import type { TestHome } from '../../../src-main/gateway/testing/home.ts';
import type { Credentials } from '../src/node/node.ts';

/** Of a client of the conformance suite. A session is for the address at which the browser signed in. */
export async function credentialsFor(home: TestHome, name: string, kind: string): Promise<Credentials> {
  if (kind === 'wrong key') return { key: `lan_${'0'.repeat(64)}`, name };
  if (kind === 'agent') return { key: home.key, name };
  const { session, cookie } = home.owner;
  if (!session || cookie === null) throw new Error('The owner is not signed in.');
  return { session: { ...session, cookie } };
}
