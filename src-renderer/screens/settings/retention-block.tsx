import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { useCommand, useHome } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field, FieldError, Select } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

const DAYS = [7, 30, 90, 180, 365, 730];
const FOR_EVER = 'for-ever';

/** To keep more is done at once; to keep less says first what goes. */
export function RetentionBlock() {
  const { keep_days: kept } = useHome();
  const command = useCommand();
  const task = useAsyncAction();
  const [wanted, setWanted] = useState<number | null>(null);
  const choose = (days: number | null): void => {
    const isLess = days !== null && (kept === null || days < kept);
    setWanted(isLess ? days : null);
    if (!isLess && days !== kept) task.run(async () => void (await command('set_retention', { days })));
  };
  return (
    <Section title={strings.keeping.retention} text={strings.keeping.retentionLead}>
      <Field label={strings.keeping.keepMessages} className="w-44 max-sm:w-full">
        {(control) => (
          <Select
            {...control}
            value={wanted ?? kept ?? FOR_EVER}
            onChange={(event) => choose(event.target.value === FOR_EVER ? null : Number(event.target.value))}
          >
            <option value={FOR_EVER}>{strings.keeping.forEver}</option>
            {[...new Set([...DAYS, ...(kept === null ? [] : [kept])])]
              .sort((a, b) => a - b)
              .map((days) => (
                <option key={days} value={days}>
                  {strings.keeping.days(days)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <FieldError text={task.error} />
      {wanted !== null && <Preview key={wanted} days={wanted} onDone={() => setWanted(null)} />}
    </Section>
  );
}

function Preview({ days, onDone }: { days: number; onDone: () => void }) {
  const command = useCommand();
  const { run, error } = useAsyncAction();
  const [old, setOld] = useState<Reply<'preview_retention'> | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => run(async () => setOld(await command('preview_retention', { days }))), [command, run, days]);
  return (
    <div className="mt-3 max-w-160 rounded-card border border-line bg-panel p-3">
      <p aria-live="polite" className="text-list">
        {old === null ? error === null && strings.keeping.counting : oldWords(old)}
      </p>
      <FieldError text={error} />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="danger" icon={Trash2} disabled={old === null} onClick={() => setIsAsking(true)}>
          {strings.keeping.deleteOld}
        </Button>
        <Button onClick={onDone}>{strings.keeping.keepThem}</Button>
      </div>
      {isAsking && old && (
        <ConfirmDialog
          icon={Trash2}
          title={strings.keeping.deleteOldTitle}
          text={`${oldWords(old)} ${strings.keeping.deleteOldText}`}
          action={strings.keeping.deleteOld}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await command('set_retention', { days });
            onDone();
          }}
        />
      )}
    </div>
  );
}

function oldWords({ messages, rooms }: Reply<'preview_retention'>): string {
  return messages === 0 ? strings.keeping.noneOlder : strings.keeping.someOlder(messages, rooms);
}
