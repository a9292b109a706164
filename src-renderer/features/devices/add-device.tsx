import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { writtenShortCode } from '../../../src-shared/short-code.ts';
import { JOIN_PATH } from '../../../src-shared/http.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { strings } from '../../strings/all-strings.ts';

type Added = Reply<'add_device'>;

const LOOK_EVERY_MS = 1_000;
const MINUTE_MS = 60_000;

/** Signs the user in on another device, by a link or by a code that is typed there. */
export function AddDevice({ onDone }: { onDone: () => Promise<void> }) {
  const command = useCommand();
  const task = useAsyncAction();
  const now = useNow(LOOK_EVERY_MS);
  const [added, setAdded] = useState<Added | null>(null);
  const said = strings.devices;
  const add = (): void => task.run(async () => setAdded(await command('add_device', {})));
  if (added && added.expires_at > now)
    return (
      <NewCode
        added={added}
        now={now}
        onDone={() => {
          setAdded(null);
          void onDone();
        }}
      />
    );
  return (
    <>
      <Button icon={Plus} isBusy={task.isBusy} className="mt-3 me-2" onClick={add}>
        {said.add}
      </Button>
      {added && (
        <p role="status" className="mt-2 text-meta text-ink-2">
          {said.codeExpired}
        </p>
      )}
      <FieldError text={task.error} />
    </>
  );
}

function NewCode({ added: { code, links, expires_at }, now, onDone }: { added: Added; now: number; onDone: () => void }) {
  const said = strings.devices;
  // Without links from the server, the other device uses the address of this page.
  const [link = `${window.location.origin}${JOIN_PATH}#${code}`] = links;
  const isReachable = !isLoopbackHost(new URL(link).hostname);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Its result is a promise in new browsers, and an effect must not return one.
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={panel} className="mt-3 flex flex-wrap items-center gap-5 rounded-card border border-line p-4">
      <QrCode text={link} label={said.qrCode} />
      <div className="flex min-w-0 flex-1 basis-60 flex-col items-start gap-2">
        <p className="text-list text-ink-2">{said.howToAdd}</p>
        <p role="status" className="font-mono text-display font-semibold tracking-wider select-all">
          {writtenShortCode(code)}
        </p>
        <p className="text-meta text-ink-2">{said.codeEnds(Math.max(1, Math.round((expires_at - now) / MINUTE_MS)))}</p>
        {!isReachable && <p className="rounded-control bg-amber-soft px-3 py-2 text-meta text-amber-ink">{said.onlyThisComputer}</p>}
        <div className="flex flex-wrap gap-2">
          <CopyButton text={link} label={said.copyLink} />
          <Button look="quiet" onClick={onDone}>
            {said.done}
          </Button>
        </div>
      </div>
    </div>
  );
}
