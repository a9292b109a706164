// The devices of a person that receive Web Push. Each session subscribes its own browser, and no other.
import type { Reply, Request } from '../../../../src-shared/commands/index.ts';
import type { PUSH_COMMANDS } from '../../../../src-shared/commands/push.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { PushDevice } from '../../../../src-shared/push.ts';
import type { PushSubscriptionRow } from '../../store/tables/push.ts';
import type { Commands, Context, Core } from '../core.ts';
import { requirePermission } from '../policy.ts';

export interface PushPorts {
  /** Made when it is first needed. */
  publicKey(): string;
  /** Throws `invalid_payload` for an address that no known push service has, and for keys that are none. */
  admit(subscription: Request<'subscribe_push'>): void;
  /** Throws `rate_limit_commands`. */
  test(sessionId: string): Promise<Reply<'test_push'>>;
}

export function pushCommands(core: Core, ports: PushPorts): Pick<Commands, keyof typeof PUSH_COMMANDS> {
  const { directory } = core;

  function deviceOf({ session_id, shows, created_at, delivered_at, failure }: PushSubscriptionRow, { actor }: Context): PushDevice {
    const { browser = null, platform = null } = directory.sessions.find({ id: session_id }) ?? {};
    const is_current = session_id === actor.grant.session_id;
    return { session_id, browser, platform, shows, created_at, delivered_at, failure, is_current };
  }

  return {
    list_push_devices(context) {
      sessionOf(context);
      const devices = directory.pushSubscriptions.of(context.actor.participant_id).map((each) => deviceOf(each, context));
      return { public_key: ports.publicKey(), devices };
    },

    async subscribe_push(context, request) {
      const session_id = sessionOf(context);
      ports.admit(request);
      await core.write('subscribePush', { session_id, participant_id: context.actor.participant_id, ...request });
      const subscribed = directory.pushSubscriptions.find(session_id);
      // The session may have been ended in the same moment.
      if (!subscribed) throw new AppError('unauthorized');
      return deviceOf(subscribed, context);
    },

    async unsubscribe_push(context) {
      await core.write('unsubscribePush', { session_id: sessionOf(context) });
      return {};
    },

    test_push(context) {
      const session_id = sessionOf(context);
      if (!directory.pushSubscriptions.find(session_id)) throw new AppError('invalid_payload', 'This device receives no pushes.');
      return ports.test(session_id);
    },
  };
}

function sessionOf({ actor }: Context): string {
  const { session_id } = actor.grant;
  requirePermission(session_id !== null, 'Only the browser of a person receives pushes.');
  return session_id ?? '';
}
