import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { TryAgain } from '../../ui/try-again.tsx';
import { strings } from '../../strings/all-strings.ts';
import { IncomingAddress, type MadeAddress } from './incoming-address.tsx';
import { IncomingForm } from './incoming-form.tsx';
import { IncomingList } from './incoming-list.tsx';
import { Section } from './section.tsx';
import { useIncoming } from './use-incoming.ts';

export function IncomingBlock() {
  const { known, reload } = useIncoming();
  /** The webhook that is changed; `new`: one is made. */
  const [edited, setEdited] = useState<IncomingWebhook | 'new' | null>(null);
  const [made, setMade] = useState<MadeAddress | null>(null);
  const edit = (which: IncomingWebhook | 'new'): void => {
    setMade(null);
    setEdited(which);
  };
  const add = edited === null && (
    <Button icon={Plus} onClick={() => edit('new')}>
      {strings.incoming.add}
    </Button>
  );
  return (
    <Section title={strings.incoming.title} text={strings.incoming.lead} action={add}>
      <div className="flex flex-col gap-4">
        {edited !== null && (
          <IncomingForm
            key={edited === 'new' ? edited : edited.id}
            of={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
            onSaved={(address) => {
              setEdited(null);
              setMade(address);
              void reload();
            }}
          />
        )}
        {made && <IncomingAddress key={made.path} made={made} />}
        {known.state === 'loading' && <SkeletonRows label={strings.incoming.loading} />}
        {known.state === 'failed' && (
          <div className="flex flex-col items-start gap-2">
            <p role="alert" className="text-list text-ink-2">
              {known.text}
            </p>
            <TryAgain onRetry={() => void reload()} />
          </div>
        )}
        {known.state === 'ready' && known.webhooks.length === 0 && edited === null && (
          <p className="text-list text-ink-2">{strings.incoming.none}</p>
        )}
        {known.state === 'ready' && known.webhooks.length > 0 && (
          <IncomingList webhooks={known.webhooks} onEdit={edit} onMade={setMade} onChanged={reload} />
        )}
      </div>
    </Section>
  );
}
