import { AppWindow, LogOut, Monitor, Smartphone, type LucideIcon } from 'lucide-react';
import type { SessionInfo } from '../../../src-shared/sessions.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { deviceName, inOrder } from './device-words.ts';
import type { Sessions } from './use-sessions.ts';

/** The browsers in which a person is signed in: each but the current one can be signed out. */
export function DeviceRows({ label, sessions, problem, reload }: Sessions & { label: string }) {
  const command = useCommand();
  const task = useAsyncAction();
  const said = strings.devices;
  const signOut = ({ id }: SessionInfo): void =>
    task.run(async () => {
      await command('end_session', { session_id: id }).finally(() => void reload());
    });
  return (
    <>
      {sessions === null && problem === null && <SkeletonRows rows={1} label={said.loading} />}
      {sessions?.length === 0 && <p className="text-list text-ink-2">{said.none}</p>}
      {sessions && sessions.length > 0 && (
        <ul aria-label={label} className="border-b border-line-2">
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
    </>
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
  const facts = [
    signedIn,
    ...(session.is_current ? [] : [said.lastUsed(ago(session.last_used_at, now))]),
    ...(session.entrance === null ? [] : [strings.devices.entrance[session.entrance]]),
    ...(session.account === null ? [] : [strings.devices.accountOf(session.account)]),
  ];
  return (
    <li className="flex items-center gap-3 border-t border-line-2 py-2.5">
      <Icon size={16} aria-hidden className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-list font-semibold">
          {name}
          {session.is_current && <Tag tone="quiet">{said.thisOne}</Tag>}
        </p>
        <p className="text-meta text-ink-2">{facts.join(' · ')}</p>
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
