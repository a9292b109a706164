import { useRef, useState } from 'react';
import type { NotifyPreferences } from '../../../src-shared/notify/levels.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';

interface Preferences {
  /** With what was just chosen, before the home has said so too. */
  preferences: NotifyPreferences;
  change(part: Partial<NotifyPreferences>): void;
  error: string | null;
}

export function usePreferences(): Preferences {
  const kept = useSnapshot((snapshot) => snapshot.preferences);
  const command = useCommand();
  const task = useAsyncAction();
  const [chosen, setChosen] = useState<Partial<NotifyPreferences>>({});
  /** Chosen while the home still takes the choice before: it goes next. */
  const waiting = useRef<Partial<NotifyPreferences>>({});

  async function sendAll(): Promise<void> {
    try {
      while (Object.keys(waiting.current).length > 0) {
        const part = waiting.current;
        waiting.current = {};
        await command('set_notify_preferences', part);
      }
    } finally {
      waiting.current = {};
      setChosen({});
    }
  }
  return {
    preferences: { ...kept, ...chosen },
    change: (part) => {
      waiting.current = { ...waiting.current, ...part };
      setChosen((now) => ({ ...now, ...part }));
      task.run(sendAll);
    },
    error: task.error,
  };
}
