// A session bus with a desktop's server for notifications, as far as a browser without a window needs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import dbus, { Message } from 'dbus-next';
import { z } from 'zod';

const NAME = 'org.freedesktop.Notifications';
const Notify = z.tuple([z.string(), z.number(), z.string(), z.string(), z.string()]).rest(z.unknown());

export interface NotificationBus {
  /** The environment of programs that notify here. */
  readonly environment: { DBUS_SESSION_BUS_ADDRESS: string };
  /** Title and text of each notification so far. */
  readonly shown: readonly string[];
  close(): Promise<void>;
}

export async function startNotificationBus(): Promise<NotificationBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(daemon, 'exit');
  const address = await Promise.race([
    once(createInterface(daemon.stdout), 'line').then(([line]) => String(line)),
    ended.then(() => Promise.reject(new Error('dbus-daemon ended before it printed its address'))),
  ]);
  const shown: string[] = [];
  const bus = dbus.sessionBus({ busAddress: address });
  bus.addMethodHandler((call: Message) => {
    const answer = answerTo(call, shown);
    if (answer) bus.send(answer);
    return answer !== null;
  });
  await bus.requestName(NAME, 0);
  return {
    environment: { DBUS_SESSION_BUS_ADDRESS: address },
    shown,
    async close() {
      bus.disconnect();
      daemon.kill();
      await ended;
    },
  };
}

function answerTo(call: Message, shown: string[]): Message | null {
  if (call.interface !== NAME) return null;
  switch (call.member) {
    case 'GetCapabilities':
      return Message.newMethodReturn(call, 'as', [['actions', 'body']]);
    case 'GetServerInformation':
      return Message.newMethodReturn(call, 'ssss', ['a test', 'Lanai', '1', '1.2']);
    case 'Notify': {
      const [, , , title, text] = Notify.parse(call.body);
      shown.push(`${title}: ${text}`);
      return Message.newMethodReturn(call, 'u', [shown.length]);
    }
    case 'CloseNotification':
      return Message.newMethodReturn(call, '', []);
    default:
      return null;
  }
}
