import { isOwner } from '../../../src-shared/permissions.ts';
import { HardDriveDownload } from 'lucide-react';
import type { BackupEvery, Backups, BackupWork } from '../../../src-shared/maintenance.ts';
import { useMe } from '../../sync/store.ts';
import { dateFormat } from '../../ui/date-format.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, Select } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { AddBackup } from './add-backup.tsx';
import { BackupEncryption } from './backup-encryption.tsx';
import { BackupList } from './backup-list.tsx';
import { Section } from './section.tsx';
import { useBackups } from './use-backups.ts';

const EVERY: readonly BackupEvery[] = ['never', 'day', 'week'];
const KEEP = [1, 3, 7, 14, 30];

export function BackupsBlock() {
  const { backups, problem, ask, reload } = useBackups();
  const isKeeper = isOwner(useMe());
  const task = useAsyncAction();
  const said = strings.keeping;
  const begin = (): void => task.run(() => ask((command) => command('back_up', {})));
  const isBusy = task.isBusy || (backups?.work ?? null) !== null;
  return (
    <Section
      title={said.backups}
      text={said.backupsLead}
      action={
        <Button look="primary" icon={HardDriveDownload} isBusy={isBusy} onClick={begin}>
          {said.backUpNow}
        </Button>
      }
    >
      <div aria-live="polite">{backups?.work && <Work work={backups.work} />}</div>
      <FieldError text={task.error ?? backups?.problem ?? problem} />
      {backups?.failing && (
        <div className="mb-3">
          <FieldError text={said.failing(dateFormat('short').format(backups.failing.at), backups.failing.problem)} />
        </div>
      )}
      {problem !== null && (
        <Button className="mt-2" onClick={reload}>
          {strings.settings.tryAgain}
        </Button>
      )}
      {backups === null && problem === null && <SkeletonRows label={said.loading} />}
      {backups && (
        <>
          {isKeeper && <PlanForm backups={backups} onChange={(plan) => ask((command) => command('plan_backups', plan))} />}
          {isKeeper && <BackupEncryption state={backups.encryption} isBusy={isBusy} ask={ask} />}
          <BackupList backups={backups.backups} isBusy={isBusy} mayRestore={isKeeper} ask={ask} />
          {isKeeper && <AddBackup isBusy={isBusy} ask={ask} />}
        </>
      )}
    </Section>
  );
}

function Work({ work: { what, done, total } }: { work: BackupWork }) {
  const percent = total === 0 ? null : new Intl.NumberFormat(locale).format(Math.floor((done / total) * 100));
  return (
    <p className="mb-2 flex items-center gap-2 text-list text-ink-2">
      <Spinner />
      {strings.keeping.doing[what]}
      {percent !== null && <span aria-hidden>{strings.keeping.done(percent)}</span>}
    </p>
  );
}

interface PlanFormProps {
  backups: Backups;
  onChange: (plan: Backups['plan']) => Promise<void>;
}

/** In force as it is chosen. */
function PlanForm({ backups: { plan }, onChange }: PlanFormProps) {
  const task = useAsyncAction();
  const said = strings.keeping;
  const change = (part: Partial<Backups['plan']>): void => task.run(() => onChange({ ...plan, ...part }));
  return (
    <div className="mb-4">
      <div className="flex flex-wrap gap-4">
        <Field label={said.every} className="w-44 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              value={plan.every}
              onChange={(event) => change({ every: EVERY.find((each) => each === event.target.value) ?? 'never' })}
            >
              {EVERY.map((each) => (
                <option key={each} value={each}>
                  {strings.keeping.everyChoices[each]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {plan.every !== 'never' && (
          <Field label={said.keep} className="w-44 max-sm:w-full">
            {(control) => (
              <Select {...control} value={plan.keep} onChange={(event) => change({ keep: Number(event.target.value) })}>
                {[...new Set([...KEEP, plan.keep])]
                  .sort((a, b) => a - b)
                  .map((count) => (
                    <option key={count} value={count}>
                      {said.keepCount(count)}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      <FieldError text={task.error} />
    </div>
  );
}
