// Whether a push of a message comes to this browser, so that the page does not notify as well.
import { drop } from '../../lib/drop.ts';
import { arePushesAccepted, checkPush, keptPush, type PushSeams } from './push-device.ts';

/** The server is asked at most once in this time. */
const CHECK_EVERY_MS = 60_000;

type Seams = Omit<PushSeams, 'meId'> & { now(): number };

/** Answers at once, by what the server said last, and asks the server again for the next message. */
export function createExpectPush({ page, request, now }: Seams): (meId: string) => boolean {
  let checkedAt = -Infinity;
  return (meId) => {
    if (keptPush(page, meId) === null) return false;
    // A negative difference comes from a clock that was set back.
    if (Math.abs(now() - checkedAt) >= CHECK_EVERY_MS) {
      checkedAt = now();
      drop(checkPush({ page, request, meId }), 'a later message asks again');
    }
    return arePushesAccepted(page, meId);
  };
}
