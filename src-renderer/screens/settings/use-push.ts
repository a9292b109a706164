import { useCallback, useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import type { PushDevice } from '../../../src-shared/push.ts';
import { FIRST_PUSH_SHOWS, type PushShows } from '../../../src-shared/push-shows.ts';
import { drop } from '../../lib/drop.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { useAsyncAction, type Task } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { pushAccess, type PushAccess } from '../../features/push/push-access.ts';
import { keptPush, NotSubscribed, turnOffPush, turnOnPush } from '../../features/push/push-device.ts';

export interface PushSettings {
  access: PushAccess;
  /** Null: not known yet. */
  devices: readonly PushDevice[] | null;
  /** This browser receives pushes of this person. */
  isOn: boolean;
  task: Task;
  /** Why it did not work, in words. */
  error: string | null;
  /** The answer of the push service to the last test. */
  tested: Reply<'test_push'> | null;
  turnOn(): void;
  turnOff(): void;
  setShows(shows: PushShows): void;
  test(): void;
}

export function usePush(): PushSettings {
  const request = useCommand();
  const meId = useSnapshot(({ me_id }) => me_id);
  const task = useAsyncAction();
  const [access, setAccess] = useState<PushAccess>(() => pushAccess(window));
  const [devices, setDevices] = useState<readonly PushDevice[] | null>(null);
  const [tested, setTested] = useState<Reply<'test_push'> | null>(null);
  const [why, setWhy] = useState<NotSubscribed['why'] | null>(null);
  const seams = { page: window, request, meId };

  const reload = useCallback(async () => {
    setAccess(pushAccess(window));
    setDevices((await request('list_push_devices', {})).devices);
  }, [request]);
  useEffect(() => {
    const look = (): void => drop(reload(), 'the list is requested again with the next focus');
    look();
    // Notifications may have been allowed in the browser's own settings meanwhile.
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [reload]);

  const run = (work: () => Promise<unknown>): void => {
    setTested(null);
    setWhy(null);
    task.run(async () => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof NotSubscribed)) throw error;
        setWhy(error.why);
      } finally {
        await reload();
      }
    });
  };
  return {
    access,
    devices,
    isOn: devices?.some(({ is_current }) => is_current) === true && keptPush(window, meId) !== null,
    task,
    error: task.error ?? (why && wordsFor(why)),
    tested,
    turnOn: () => run(() => turnOnPush(seams, keptPush(window, meId) ?? FIRST_PUSH_SHOWS)),
    turnOff: () => run(() => turnOffPush(seams)),
    setShows: (shows) => run(() => turnOnPush(seams, shows)),
    test: () => run(async () => setTested(await request('test_push', {}))),
  };
}

function wordsFor(why: NotSubscribed['why']): string {
  const { refused, failedService, failedSilent } = strings.push;
  return { refused, service: failedService, silent: failedSilent }[why];
}
