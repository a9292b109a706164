import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ShownSecret } from '../../ui/shown-secret.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { IncomingBlock } from './incoming-block.tsx';
import { PageHeading } from './page-heading.tsx';
import { Section } from './section.tsx';
import { useWebhooks } from './use-webhooks.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookList } from './webhook-list.tsx';

export function WebhooksPage() {
  const { webhooks, reload } = useWebhooks();
  const [isAdding, setIsAdding] = useState(false);
  /** Of the webhook that was just added. */
  const [secret, setSecret] = useState<string | null>(null);
  const add = (): void => {
    setSecret(null);
    setIsAdding(true);
  };
  const isEmpty = webhooks.state === 'ready' && webhooks.subscriptions.length === 0;
  return (
    <>
      <PageHeading title={strings.webhooks.title} text={strings.webhooks.lead} />
      <IncomingBlock />
      <Section title={strings.webhooks.outgoing} text={strings.webhooks.outgoingLead}>
        <div className="flex flex-col items-stretch gap-5">
          {isAdding ? (
            <WebhookForm
              onClose={() => setIsAdding(false)}
              onMade={(made) => {
                setIsAdding(false);
                setSecret(made);
                void reload();
              }}
            />
          ) : (
            !isEmpty && (
              <Button icon={Plus} className="self-start" onClick={add}>
                {strings.webhooks.add}
              </Button>
            )
          )}
          {secret !== null && <ShownSecret what="secret" secret={secret} hint={strings.webhooks.secretHint} />}
          {isEmpty && !isAdding && <NoWebhooks onAdd={add} />}
          {webhooks.state === 'loading' && <SkeletonRows label={strings.webhooks.loading} />}
          {webhooks.state === 'failed' && <NotLoaded text={webhooks.text} onTryAgain={() => void reload()} />}
          {webhooks.state === 'ready' && !isEmpty && <WebhookList subscriptions={webhooks.subscriptions} onChanged={reload} />}
        </div>
      </Section>
    </>
  );
}

function NoWebhooks({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState icon={Webhook} title={strings.webhooks.none} text={strings.webhooks.noneText}>
      <Button look="primary" icon={Plus} onClick={onAdd}>
        {strings.webhooks.add}
      </Button>
    </EmptyState>
  );
}

function NotLoaded({ text, onTryAgain }: { text: string; onTryAgain: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-list text-ink-2">
        {text}
      </p>
      <Button onClick={onTryAgain}>{strings.ui.tryAgain}</Button>
    </div>
  );
}
