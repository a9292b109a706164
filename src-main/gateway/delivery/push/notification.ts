// Builds the content of a push: a declarative push (Web Push, "web_push": 8030), which browsers show with the service worker or without.
import { appPath } from '../../../../src-shared/deep-link.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import { notificationWords } from '../../../../src-shared/notify/english.ts';
import { callText, type Named } from '../../../../src-shared/notify/texts.ts';
import type { PushShows } from '../../../../src-shared/push-shows.ts';

const TEST_TEXT = 'Pushes reach this device.';
/** The longest text of a message in a push. */
const BODY_CHARS_MAX = 300;

interface About {
  posted: EventOf<'message.posted'>;
  named: Named;
  shows: PushShows;
  /** Of the device's page. */
  origin: string;
}

export function messagePush({ posted, named, shows, origin }: About): string {
  const { room_id, seq } = posted.message;
  const { title, body } = callText(posted, named, { shows, words: notificationWords });
  const navigate = `${origin}/#${appPath({ room_id, seq })}`;
  return pushJson({ title, body: body.slice(0, BODY_CHARS_MAX), navigate, tag: room_id });
}

export function testPush(origin: string): string {
  return pushJson({ title: notificationWords.app, body: TEST_TEXT, navigate: `${origin}/`, tag: 'test' });
}

function pushJson(notification: { title: string; body: string; navigate: string; tag: string }): string {
  return JSON.stringify({ web_push: 8030, notification });
}
