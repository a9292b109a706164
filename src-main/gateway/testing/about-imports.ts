// The requests about imports, for the test of the OpenAPI document.
import { IMPORTS_PATH } from '../../../src-shared/imports.ts';
import type { Browser } from './browser.ts';
import type { Answer } from './http-client.ts';
import { importHands } from './imports/hands.ts';
import { slackExport } from './imports/slack-export.ts';

type Good = (method: string, path: string, body?: unknown, status?: number) => Promise<Answer>;
type Complaint = (method: string, path: string, answer: Answer) => string | null;

/** Throws when the answer to the upload is not as described. */
export async function askAboutImports(owner: Browser, good: Good, complaint: Complaint): Promise<void> {
  const added = await owner.send(`${IMPORTS_PATH}?name=export.zip`, { method: 'POST', body: slackExport() });
  const wrong = complaint('POST', IMPORTS_PATH, added);
  if (added.status !== 201 || wrong !== null) throw new Error(wrong ?? String(added.status));
  const at = `${IMPORTS_PATH}/${added.field('id')}`;
  const { settled } = importHands(owner);
  await settled(added.field('id'));
  await good('GET', at);
  await good('GET', IMPORTS_PATH);
  await good('POST', `${at}/start`, { room_prefix: 'old ' });
  await settled(added.field('id'));
  await good('POST', `${at}/cancel`);
  await good('DELETE', at);
}
