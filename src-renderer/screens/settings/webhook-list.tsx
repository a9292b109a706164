import clsx from 'clsx';
import { CircleAlert, CircleCheck, RotateCw, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useCommand, useMe, useParticipants, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { limitsOf, standingOf, type Standing } from './webhook-words.ts';

/** For "Trying again in 16 s". */
const TICK_MS = 1_000;

interface WebhookListProps {
  subscriptions: readonly Subscription[];
  onChanged: () => Promise<void>;
}

export function WebhookList({ subscriptions, onChanged }: WebhookListProps) {
  const command = useCommand();
  const now = useNow(TICK_MS);
  const [removing, setRemoving] = useState<Subscription | null>(null);
  return (
    <>
      <ul aria-label={strings.webhooks.title} className="border-b border-line-2">
        {subscriptions.map((each) => (
          <WebhookRow key={each.id} subscription={each} now={now} onRemove={() => setRemoving(each)} onChanged={onChanged} />
        ))}
      </ul>
      {removing && (
        <ConfirmDialog
          icon={Webhook}
          title={strings.webhooks.removeTitle}
          text={strings.webhooks.removeText(removing.webhook_url)}
          action={strings.webhooks.removeAction}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await command('unsubscribe', { subscription_id: removing.id });
            await onChanged();
          }}
        />
      )}
    </>
  );
}

interface WebhookRowProps {
  subscription: Subscription;
  now: number;
  onRemove: () => void;
  onChanged: () => Promise<void>;
}

function WebhookRow({ subscription, now, onRemove, onChanged }: WebhookRowProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const room = useRoomName(subscription.room_id);
  const standing = standingOf(subscription, now);
  const isStopped = standing.tone === 'stopped';
  const start = (): void =>
    task.run(async () => {
      await command('enable_subscription', { subscription_id: subscription.id });
      await onChanged();
    });
  return (
    <li className="flex gap-3 border-t border-line-2 py-3 max-sm:flex-col">
      <div className="min-w-0 flex-1">
        <p className="truncate text-list font-semibold">{room}</p>
        <p className="truncate font-mono text-code text-ink-2" title={subscription.webhook_url}>
          {subscription.webhook_url}
        </p>
        <StandingLine standing={standing} />
        <p className="text-meta wrap-anywhere text-ink-3">{useDetails(subscription, now)}</p>
        <FieldError text={task.error} />
      </div>
      <div className="flex shrink-0 items-start gap-2">
        {standing.tone !== 'good' && (
          <Button
            icon={RotateCw}
            isBusy={task.isBusy}
            aria-label={isStopped ? strings.webhooks.startAgainOf(room) : strings.webhooks.tryNowOf(room)}
            onClick={start}
          >
            {isStopped ? strings.webhooks.startAgain : strings.webhooks.tryNow}
          </Button>
        )}
        <Button look="danger" aria-label={strings.webhooks.removeOf(room)} onClick={onRemove}>
          {strings.webhooks.remove}
        </Button>
      </div>
    </li>
  );
}

const TONES: Record<Standing['tone'], string> = { good: 'text-ok-ink', waiting: 'text-amber-ink', stopped: 'text-coral-ink' };

function StandingLine({ standing: { tone, text } }: { standing: Standing }) {
  const Icon = tone === 'good' ? CircleCheck : tone === 'waiting' ? RotateCw : CircleAlert;
  return (
    <p className={clsx('mt-1 flex items-start gap-1.5 text-meta', TONES[tone])}>
      <Icon size={14} aria-hidden className="mt-0.5 shrink-0" />
      {text}
    </p>
  );
}

function useRoomName(roomId: string): string {
  const me = useMe();
  const participants = useParticipants();
  const view = useRoom(roomId);
  return view ? roomTitle(view.room, participants, me.id) : strings.webhooks.roomOfOthers;
}

function useDetails(subscription: Subscription, now: number): string {
  const me = useMe();
  const participants = useParticipants();
  const { created_by, last_delivered_at } = subscription;
  const by = created_by === me.id ? null : strings.webhooks.setUpBy(participants[created_by]?.name ?? strings.ui.formerMember);
  const delivered =
    last_delivered_at === null ? strings.webhooks.nothingDelivered : strings.webhooks.lastDelivered(ago(last_delivered_at, now));
  return [delivered, limitsOf(subscription, (id) => participants[id]?.name), by].filter((part) => part !== null).join(' · ');
}
