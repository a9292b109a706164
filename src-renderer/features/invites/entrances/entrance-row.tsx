import { Cloud, Network, Server, SquareTerminal, Workflow, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { EntranceState, EntranceWay, OutsideKind } from '../../../../src-shared/entrances.ts';
import { isLoopbackHost } from '../../../../src-shared/loopback.ts';
import { useCommand, useMe } from '../../../sync/store.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { useAsyncAction } from '../../../ui/use-async-action.ts';
import { strings } from '../../../strings/all-strings.ts';
import { isOn, needsOwnersComputer } from './entrance-words.ts';
import { EntranceStatus } from './entrance-status.tsx';
import { WayForm } from './way-form.tsx';

const ICONS: Record<OutsideKind, LucideIcon> = {
  tailscale: Network,
  cloudflare: Cloud,
  ssh: Server,
  proxy: Workflow,
  command: SquareTerminal,
};

export function EntranceRow({ kind, entrance }: { kind: OutsideKind; entrance: EntranceState | undefined }) {
  const command = useCommand();
  const task = useAsyncAction();
  const isOwnerHere = useIsOwnerHere();
  const mayTurnOn = isOwnerHere || !needsOwnersComputer(kind, entrance?.way);
  const [isEditing, setIsEditing] = useState(false);
  const words = strings.entrances;
  const Icon = ICONS[kind];
  const isRunning = isOn(entrance);
  const name = strings.entrances.names[kind];
  const open = (way: EntranceWay): void =>
    task.run(async () => {
      await command('open_entrance', { way });
      setIsEditing(false);
    });
  const reopen = (): void =>
    task.run(async () => {
      await command('reopen_entrance', { kind });
    });
  const turnOn = (): void => {
    if (entrance) reopen();
    else if (kind === 'cloudflare') open({ kind });
    else setIsEditing(true);
  };
  const turnOff = (): void =>
    task.run(async () => {
      await command('close_entrance', { kind });
    });
  return (
    <li aria-label={name} className="flex flex-col gap-2 px-3.5 py-3">
      <div className="flex items-start gap-3">
        <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-2" />
        <div className="min-w-0 flex-1">
          <h5 className="text-list font-semibold">{name}</h5>
          {!isRunning && (
            <p className="text-meta text-ink-2">
              {mayTurnOn ? strings.entrances.texts[kind] : strings.entrances[kind === 'proxy' ? 'onlyAtHomeNames' : 'onlyAtHome']}
            </p>
          )}
        </div>
        {!isEditing && entrance && mayTurnOn && kind !== 'cloudflare' && (
          <Button size="small" look="quiet" aria-label={words.buttonOf(words.change, name)} onClick={() => setIsEditing(true)}>
            {words.change}
          </Button>
        )}
        {!isEditing && (isRunning || mayTurnOn) && (
          <Button
            size="small"
            isBusy={task.isBusy}
            aria-label={words.buttonOf(isRunning ? words.turnOff : words.turnOn, name)}
            onClick={isRunning ? turnOff : turnOn}
          >
            {isRunning ? words.turnOff : words.turnOn}
          </Button>
        )}
      </div>
      {entrance && isRunning && !isEditing && <EntranceStatus entrance={entrance} />}
      {isEditing && kind !== 'cloudflare' && (
        <WayForm
          kind={kind}
          way={entrance?.way}
          mayNamePeople={isOwnerHere}
          isBusy={task.isBusy}
          onSave={open}
          onCancel={() => setIsEditing(false)}
        />
      )}
      {entrance?.state === 'failed' && mayTurnOn && !isEditing && (
        <div className="ps-7">
          <Button size="small" isBusy={task.isBusy} onClick={reopen}>
            {strings.ui.tryAgain}
          </Button>
        </div>
      )}
      {entrance?.origin && !isEditing && (
        <div className="ps-7">
          <CopyButton size="small" text={entrance.origin} label={words.copyAddress} />
        </div>
      )}
      <FieldError text={task.error} />
    </li>
  );
}

/** The server decides; this only hides the button that it would refuse. */
function useIsOwnerHere(): boolean {
  return useMe().role === 'owner' && isLoopbackHost(window.location.hostname);
}
