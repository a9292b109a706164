import clsx from 'clsx';
import { FolderOpen } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Storage } from '../../../src-shared/maintenance.ts';
import { sizeWords } from '../../features/files/file-words.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

const PARTS = [
  { name: 'database_bytes', colour: 'bg-accent' },
  { name: 'files_bytes', colour: 'bg-violet' },
  { name: 'index_bytes', colour: 'bg-amber' },
  { name: 'backups_bytes', colour: 'bg-ink-3' },
] as const;
type Part = (typeof PARTS)[number]['name'];

/** Where the home is, and what it takes on the disk. */
export function StorageBlock() {
  const command = useCommand();
  const [storage, setStorage] = useState<Storage | null>(null);
  const { run, error } = useAsyncAction();
  const load = useCallback(() => run(async () => setStorage(await command('home_storage', {}))), [command, run]);
  useEffect(load, [load]);
  const said = strings.keeping;
  return (
    <Section title={said.storage} text={said.storageLead} action={<OpenFolder />}>
      {storage ? <Shown storage={storage} /> : error === null && <SkeletonRows label={said.loading} />}
      <FieldError text={error} />
      {error !== null && (
        <Button className="mt-2" onClick={load}>
          {strings.settings.tryAgain}
        </Button>
      )}
    </Section>
  );
}

function OpenFolder() {
  const { bridge } = useApp();
  const task = useAsyncAction();
  if (!bridge) return null;
  return (
    <div className="flex flex-col items-end gap-1">
      <Button icon={FolderOpen} isBusy={task.isBusy} onClick={() => task.run(() => bridge.openDataFolder())}>
        {strings.keeping.openFolder}
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

function Shown({ storage }: { storage: Storage }) {
  const said = strings.keeping;
  const used = PARTS.reduce((sum, { name }) => sum + storage[name], 0);
  const labels: Record<Part, string> = {
    database_bytes: said.database,
    files_bytes: said.files,
    index_bytes: said.index,
    backups_bytes: said.backupsPart,
  };
  return (
    <div>
      <p dir="ltr" className="mb-3 font-mono text-code text-ink-2 wrap-anywhere">
        {storage.folder}
      </p>
      <div className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-list">
        <span className="font-semibold">{said.used(sizeWords(used))}</span>
        <span className="text-ink-2">{said.free(sizeWords(storage.free_bytes))}</span>
      </div>
      <Bar storage={storage} />
      <ul aria-label={said.sizes(sizeWords(used))} className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1">
        {PARTS.map(({ name, colour }) => (
          <li key={name} className="flex items-center gap-2 text-list">
            <span aria-hidden className={clsx('size-2.5 rounded-full', colour)} />
            {labels[name]}
            <span className="text-ink-2">{sizeWords(storage[name])}</span>
          </li>
        ))}
      </ul>
      <UsedBy storage={storage} />
    </div>
  );
}

function UsedBy({ storage: { used_by } }: { storage: Storage }) {
  const said = strings.keeping;
  if (used_by.length === 0) return null;
  return (
    <>
      <h4 className="mt-4 mb-1 text-list font-semibold">{said.usedBy}</h4>
      <ul aria-label={said.usedBy}>
        {used_by.map(({ id, name, is_key, bytes }) => (
          <li key={id} className="flex justify-between gap-4 text-list">
            <span className="min-w-0 truncate">{is_key ? said.usedWithKey(name) : name}</span>
            <span className="shrink-0 text-ink-2">{sizeWords(bytes)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A drawing only: the list below has the same in words. Inline styles are not allowed here, so it is an SVG. */
function Bar({ storage }: { storage: Storage }) {
  const used = Math.max(
    1,
    PARTS.reduce((sum, { name }) => sum + storage[name], 0),
  );
  let at = 0;
  return (
    <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className="h-2 w-full rounded-full">
      {PARTS.map(({ name, colour }) => {
        const width = (storage[name] / used) * 100;
        const x = at;
        at += width;
        return <rect key={name} x={x} y={0} width={width} height={1} className={FILLS[colour]} />;
      })}
    </svg>
  );
}

const FILLS = { 'bg-accent': 'fill-accent', 'bg-violet': 'fill-violet', 'bg-amber': 'fill-amber', 'bg-ink-3': 'fill-ink-3' } as const;
