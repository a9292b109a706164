import { useState } from 'react';
import type { NotifyPreferences } from '../../src-shared/notify/levels.ts';
import { useCommand, useSnapshot } from '../state/store.ts';
import { useTask } from '../ui/use-task.ts';

interface Preferences {
  /** With what was just chosen, before the home has said so too. */
  preferences: NotifyPreferences;
  change(part: Partial<NotifyPreferences>): void;
  error: string | null;
}

export function usePreferences(): Preferences {
  const kept = useSnapshot((snapshot) => snapshot.preferences);
  const command = useCommand();
  const task = useTask();
  const [chosen, setChosen] = useState<Partial<NotifyPreferences>>({});
  return {
    preferences: { ...kept, ...chosen },
    change: (part) =>
      task.run(async () => {
        setChosen(part);
        await command('set_notify_preferences', part).finally(() => setChosen({}));
      }),
    error: task.error,
  };
}
