import clsx from 'clsx';
import { CircleAlert, CircleCheck, Plus, RotateCw, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { ToolServer } from '../../../src-shared/tool-servers.ts';
import { LoadFailed } from '../../features/agents/load-failed.tsx';
import { joinCommand } from '../../features/agents/split-command.ts';
import { useServerTools, useToolServers, type CheckedServer } from '../../features/models/use-tool-servers.ts';
import { useCommand, useParticipants } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { listed } from '../../ui/phrases.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { ToolServerForm } from './tool-server-form.tsx';

/** The servers of tools, below the providers of models. */
export function ToolServers() {
  const { servers, reload } = useToolServers();
  const [isAdding, setIsAdding] = useState(false);
  const said = strings.toolServers;
  return (
    <section aria-labelledby="tool-servers" className="mt-9 flex flex-col gap-4">
      <div>
        <h4 id="tool-servers" className="text-row font-semibold">
          {said.title}
        </h4>
        <p className="mt-1 max-w-[560px] text-list text-ink-2">{said.lead}</p>
      </div>
      {servers.state === 'loading' && <SkeletonRows rows={2} label={said.loading} />}
      {servers.state === 'failed' && <LoadFailed text={servers.text} onRetry={() => void reload()} />}
      {servers.state === 'ready' && servers.value.length === 0 && <p className="text-list text-ink-2">{said.none}</p>}
      {servers.state === 'ready' && servers.value.length > 0 && <List servers={servers.value} onChanged={reload} />}
      {isAdding ? (
        <ToolServerForm server={null} onSaved={reload} onClose={() => setIsAdding(false)} />
      ) : (
        <Button icon={Plus} className="self-start" onClick={() => setIsAdding(true)}>
          {said.add}
        </Button>
      )}
    </section>
  );
}

interface ListProps {
  servers: readonly ToolServer[];
  onChanged: () => Promise<void>;
}

function List({ servers, onChanged }: ListProps) {
  const command = useCommand();
  const participants = useParticipants();
  const [removing, setRemoving] = useState<ToolServer | null>(null);
  const said = strings.toolServers;
  const names = Object.keys(removing?.agents ?? {}).map((id) => participants[id]?.name ?? strings.ui.formerMember);
  return (
    <>
      <ul aria-label={said.list} className="border-b border-line-2">
        {servers.map((each) => (
          <Row key={each.id} server={each} onRemove={() => setRemoving(each)} onChanged={onChanged} />
        ))}
      </ul>
      {removing && (
        <ConfirmDialog
          icon={Wrench}
          title={said.removeTitle(removing.name)}
          text={names.length === 0 ? said.removeText : said.removeUsed(listed(names, 8))}
          action={said.removeAction}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await command('remove_tool_server', { server_id: removing.id });
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function Row({ server, onRemove, onChanged }: { server: ToolServer; onRemove: () => void; onChanged: () => Promise<void> }) {
  const { checked, check } = useServerTools(server.id);
  const [isChanging, setIsChanging] = useState(false);
  const said = strings.toolServers;
  const { name, runs } = server;
  const place = runs.kind === 'http' ? runs.url : joinCommand([runs.command, ...runs.args]);
  return (
    <li className="flex flex-col gap-2 border-t border-line-2 py-3">
      <div className="flex gap-3 max-sm:flex-col">
        <div className="min-w-0 flex-1">
          <p className="truncate text-list font-semibold">{name}</p>
          <p dir="ltr" className="truncate text-start font-mono text-code text-ink-2" title={place}>
            {place}
          </p>
          <State checked={checked} />
        </div>
        <div className="flex shrink-0 flex-wrap items-start gap-2">
          <Button icon={RotateCw} isBusy={checked.state === 'checking'} aria-label={said.checkOf(name)} onClick={check}>
            {said.check}
          </Button>
          <Button aria-label={said.changeOf(name)} aria-expanded={isChanging} onClick={() => setIsChanging(!isChanging)}>
            {said.change}
          </Button>
          <Button look="danger" aria-label={said.removeOf(name)} onClick={onRemove}>
            {said.remove}
          </Button>
        </div>
      </div>
      {isChanging && (
        <ToolServerForm
          server={server}
          onClose={() => setIsChanging(false)}
          onSaved={async () => {
            await onChanged();
            check();
          }}
        />
      )}
    </li>
  );
}

function State({ checked }: { checked: CheckedServer }) {
  const Icon = checked.state === 'failed' ? CircleAlert : checked.state === 'works' ? CircleCheck : RotateCw;
  const look = { checking: 'text-ink-2', works: 'text-ok-ink', failed: 'text-coral-ink' }[checked.state];
  return (
    <p role="status" className={clsx('mt-1 flex items-start gap-1.5 text-meta', look)}>
      <Icon size={14} aria-hidden className="mt-0.5 shrink-0" />
      {stateWords(checked)}
    </p>
  );
}

function stateWords(checked: CheckedServer): string {
  const said = strings.toolServers;
  if (checked.state === 'checking') return said.checking;
  if (checked.state === 'failed') return checked.text;
  const works = said.works(checked.tools.length);
  return checked.leftOut === 0 ? works : `${works} · ${said.leftOut(checked.leftOut)}`;
}
