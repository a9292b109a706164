import type { EntranceState, OutsideKind } from '../../../src-shared/entrances.ts';
import { Sharing } from '../../../src-shared/objects.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import type { Answer } from './http-client.ts';

/** As the owner sees it; undefined for one that was never set up. */
export async function stateOf({ owner }: TestHome, kind: OutsideKind): Promise<Omit<EntranceState, 'way'> | undefined> {
  const { entrances } = Sharing.parse((await owner.get('/api/sharing')).json());
  return entrances.find(({ way }) => way.kind === kind);
}

export function openWay(by: Browser, way: unknown): Promise<Answer> {
  return by.put('/api/sharing/entrances', { way });
}
