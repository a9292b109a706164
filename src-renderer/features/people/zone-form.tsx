import { useMemo } from 'react';
import type { Person } from '../../../src-shared/objects.ts';
import { isTimeZone } from '../../../src-shared/profile.ts';
import { useCommand } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { ownTimeZone } from './local-time.ts';

/** Said only when it is chosen; in force at once. */
export function ZoneForm({ me }: { me: Person }) {
  const command = useCommand();
  const task = useAsyncAction();
  const own = ownTimeZone();
  const others = useMemo(() => zones(own, me.time_zone), [own, me.time_zone]);
  const change = (zone: string): void =>
    task.run(async () => {
      await command('update_profile', { time_zone: zone === '' ? null : zone });
    });
  return (
    <div className="max-w-105">
      <Field label={strings.profile.timeZone} hint={strings.profile.timeZoneHint} error={task.error}>
        {(control) => (
          <Select {...control} value={me.time_zone ?? ''} onChange={(event) => change(event.target.value)}>
            <option value="">{strings.profile.timeZoneNone}</option>
            {isTimeZone(own) && <option value={own}>{strings.profile.timeZoneOwn(own)}</option>}
            {others.map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

/** Every zone this browser knows, and the one that was chosen elsewhere. */
function zones(own: string, chosen: string | null): string[] {
  const known = new Set(Intl.supportedValuesOf('timeZone'));
  if (chosen !== null) known.add(chosen);
  known.delete(own);
  return [...known].sort();
}
