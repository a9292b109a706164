import { AppWindow, LogOut, Monitor, Smartphone, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { deviceName, inOrder } from './device-words.ts';
import { Section } from './section.tsx';
import { useSessions } from './use-sessions.ts';

/** The browsers in which one is signed in: each can be signed out, and all others at once. */
export function DeviceList() {
  const { sessions, problem, reload } = useSessions();
  const command = useCommand();
  const task = useAsyncAction();
  const said = strings.devices;
  const signOut = ({ id }: SessionInfo): void =>
    task.run(async () => {
      await command('end_session', { session_id: id }).finally(() => void reload());
    });
  return (
    <Section title={said.title} text={said.lead}>
      {sessions === null && problem === null && <SkeletonRows rows={1} label={said.loading} />}
      {sessions && (
        <ul aria-label={said.title} className="border-b border-line-2">
          {inOrder(sessions).map((each) => (
            <DeviceRow key={each.id} of={each} isBusy={task.isBusy} onSignOut={() => signOut(each)} />
          ))}
        </ul>
      )}
      <FieldError text={task.error ?? problem} />
      {problem !== null && (
        <Button className="mt-2" onClick={() => void reload()}>
          {strings.settings.tryAgain}
        </Button>
      )}
      {sessions && <SignOutOthers count={sessions.filter((each) => !each.is_current).length} onDone={reload} />}
    </Section>
  );
}

interface DeviceRowProps {
  of: SessionInfo;
  isBusy: boolean;
  onSignOut: () => void;
}

function DeviceRow({ of: session, isBusy, onSignOut }: DeviceRowProps) {
  const now = useNow();
  const said = strings.devices;
  const name = deviceName(session);
  const signedIn = said.signedIn(ago(session.created_at, now));
  const Icon = iconOf(session);
  return (
    <li className="flex items-center gap-3 border-t border-line-2 py-2.5">
      <Icon size={16} aria-hidden className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-list font-semibold">
          {name}
          {session.is_current && <Tag tone="quiet">{said.thisOne}</Tag>}
        </p>
        <p className="text-meta text-ink-2">
          {signedIn}
          {!session.is_current && ` · ${said.lastUsed(ago(session.last_used_at, now))}`}
        </p>
      </div>
      {!session.is_current && (
        <Button icon={LogOut} disabled={isBusy} aria-label={said.signOutOf(name, signedIn)} onClick={onSignOut}>
          {said.signOut}
        </Button>
      )}
    </li>
  );
}

function iconOf({ browser, platform }: SessionInfo): LucideIcon {
  if (browser === 'lanai' || browser === 'lanai_background') return AppWindow;
  return platform === 'android' || platform === 'iphone' ? Smartphone : Monitor;
}

/** For one other device its own button is enough. */
function SignOutOthers({ count, onDone }: { count: number; onDone: () => Promise<void> }) {
  const command = useCommand();
  const [isAsking, setIsAsking] = useState(false);
  const said = strings.devices;
  if (count < 2 && !isAsking) return null;
  return (
    <>
      <Button icon={LogOut} className="mt-3" onClick={() => setIsAsking(true)}>
        {said.signOutOthers}
      </Button>
      {isAsking && (
        <ConfirmDialog
          icon={LogOut}
          title={said.othersTitle}
          text={said.othersText(count)}
          action={said.signOutOthers}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await command('end_other_sessions', {});
            await onDone();
          }}
        />
      )}
    </>
  );
}
