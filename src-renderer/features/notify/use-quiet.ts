// "Do not disturb": whether it is on, and how to switch it.
import { useMemo } from 'react';
import { HOUR_MS, isQuiet, tomorrowMorning } from '../../../src-shared/notify/quiet.ts';
import { useCommand, useSnapshot } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/strings.ts';
import { untilWords } from './until-words.ts';
import { useNowPast } from './use-muted.ts';

/** Null when one may be disturbed. Quiet hours come and go with the clock, the other with its end. */
export function useQuietWords(): string | null {
  const preferences = useSnapshot((snapshot) => snapshot.preferences);
  const until = useQuietUntil();
  const now = useNow();
  if (until !== null) return strings.notify.quiet.until(untilWords(until, now));
  return isQuiet({ ...preferences, quiet_until: null }, now) ? strings.notify.quiet.hours : null;
}

/** Not to be disturbed until then; null once that has passed. */
export function useQuietUntil(): number | null {
  const until = useSnapshot(({ preferences }) => preferences.quiet_until);
  const now = useNowPast(until);
  return until !== null && until > now ? until : null;
}

export interface QuietActions {
  forAnHour(): void;
  untilTomorrow(): void;
  end(): void;
}

export function useQuietActions(): QuietActions {
  const command = useCommand();
  const toast = useToast();
  return useMemo(() => {
    const set = (quiet_until: number | null): void => {
      command('set_notify_preferences', { quiet_until }).catch((error: unknown) => toast({ text: explain(error) }));
    };
    return {
      forAnHour: () => set(Date.now() + HOUR_MS),
      untilTomorrow: () => set(tomorrowMorning(Date.now())),
      end: () => set(null),
    };
  }, [command, toast]);
}
