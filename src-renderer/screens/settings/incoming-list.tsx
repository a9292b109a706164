import clsx from 'clsx';
import { CircleAlert, CircleCheck, CirclePause, Link, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { useCommand, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { ago } from '../../ui/phrases.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import type { MadeAddress } from './incoming-address.tsx';

type Act = 'delete' | 'renew';

interface ListProps {
  webhooks: readonly IncomingWebhook[];
  onEdit: (webhook: IncomingWebhook) => void;
  onMade: (made: MadeAddress | null) => void;
  onChanged: () => Promise<void>;
}

export function IncomingList({ webhooks, onEdit, onMade, onChanged }: ListProps) {
  const command = useCommand();
  const [asked, setAsked] = useState<{ act: Act; webhook: IncomingWebhook } | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      <ul aria-label={strings.incoming.title} className="border-b border-line-2">
        {webhooks.map((each) => (
          <Row
            key={each.id}
            webhook={each}
            onEdit={() => onEdit(each)}
            onAsk={(act) => setAsked({ act, webhook: each })}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {asked?.act === 'delete' && (
        <ConfirmDialog
          icon={Webhook}
          title={strings.incoming.removeTitle}
          text={strings.incoming.removeText(asked.webhook.name)}
          action={strings.incoming.removeAction}
          onClose={close}
          onConfirm={async () => {
            await command('delete_incoming_webhook', { webhook_id: asked.webhook.id });
            onMade(null);
            await onChanged();
          }}
        />
      )}
      {asked?.act === 'renew' && (
        <ConfirmDialog
          icon={Link}
          title={strings.incoming.renewTitle}
          text={strings.incoming.renewText}
          action={strings.incoming.renew}
          onClose={close}
          onConfirm={async () => {
            const { webhook, path } = await command('renew_incoming_webhook', { webhook_id: asked.webhook.id });
            onMade({ name: webhook.name, template: webhook.template, path });
            await onChanged();
          }}
        />
      )}
    </>
  );
}

interface RowProps {
  webhook: IncomingWebhook;
  onEdit: () => void;
  onAsk: (act: Act) => void;
  onChanged: () => Promise<void>;
}

function Row({ webhook, onEdit, onAsk, onChanged }: RowProps) {
  const room = useRoom(webhook.room_id)?.room.name ?? strings.webhooks.roomOfOthers;
  const { id, name, picture, template, is_signed } = webhook;
  const facts = [room, strings.incoming.templates[template], ...(is_signed ? [strings.incoming.signed] : [])];
  return (
    <li className="flex flex-col gap-3 border-t border-line-2 py-3">
      <div className="flex min-w-0 gap-3">
        <Avatar of={{ id, name, picture, kind: 'agent' }} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-list font-semibold">{name}</p>
          <p className="text-meta wrap-anywhere text-ink-2">{facts.join(' · ')}</p>
          <Standing webhook={webhook} />
        </div>
      </div>
      <Actions webhook={webhook} onEdit={onEdit} onAsk={onAsk} onChanged={onChanged} />
    </li>
  );
}

function Actions({ webhook: { id, name, paused_at }, onEdit, onAsk, onChanged }: RowProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const isPaused = paused_at !== null;
  const run = (act: () => Promise<unknown>): void =>
    task.run(async () => {
      try {
        await act();
      } finally {
        await onChanged();
      }
    });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          isBusy={task.isBusy}
          aria-label={strings.incoming.testOf(name)}
          onClick={() => run(() => command('test_incoming_webhook', { webhook_id: id }))}
        >
          {strings.incoming.test}
        </Button>
        <Button aria-label={strings.incoming.changeOf(name)} onClick={onEdit}>
          {strings.incoming.change}
        </Button>
        <Button
          aria-label={isPaused ? strings.incoming.resumeOf(name) : strings.incoming.pauseOf(name)}
          onClick={() => run(() => command('update_incoming_webhook', { webhook_id: id, paused: !isPaused }))}
        >
          {isPaused ? strings.incoming.resume : strings.incoming.pause}
        </Button>
        <Button aria-label={strings.incoming.renewOf(name)} onClick={() => onAsk('renew')}>
          {strings.incoming.renew}
        </Button>
        <Button look="danger" aria-label={strings.incoming.removeOf(name)} onClick={() => onAsk('delete')}>
          {strings.incoming.remove}
        </Button>
      </div>
      <FieldError text={task.error} />
    </div>
  );
}

/** Whether it takes requests, and the result of the last one. */
function Standing({ webhook: { is_stopped, paused_at, last_delivery: last } }: { webhook: IncomingWebhook }) {
  const now = useNow();
  const [Icon, tone, state] = is_stopped
    ? ([CircleAlert, 'text-coral-ink', strings.incoming.stopped] as const)
    : paused_at === null
      ? ([CircleCheck, 'text-ok-ink', strings.incoming.open] as const)
      : ([CirclePause, 'text-amber-ink', strings.incoming.paused] as const);
  return (
    <>
      <p className={clsx('mt-1 flex items-start gap-1.5 text-meta', tone)}>
        <Icon size={14} aria-hidden className="mt-0.5 shrink-0" />
        {state}
      </p>
      <p className={clsx('text-meta wrap-anywhere', last?.outcome === 'refused' ? 'text-coral-ink' : 'text-ink-2')}>
        {last === null ? strings.incoming.never : lastWords(last, now)}
      </p>
    </>
  );
}

function lastWords({ at, outcome, detail }: NonNullable<IncomingWebhook['last_delivery']>, now: number): string {
  const [when, result] = [ago(at, now), strings.incoming.outcomes[outcome]];
  return detail === null ? strings.incoming.last(when, result) : strings.incoming.lastBecause(when, result, detail);
}
