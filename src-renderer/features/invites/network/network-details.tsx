import { CircleCheck, CircleHelp } from 'lucide-react';
import type { NetworkState } from '../../../../src-shared/entrances.ts';
import { isNearby, isVpn, type NetworkAddress } from '../../../../src-shared/networks.ts';
import type { Sharing } from '../../../../src-shared/objects.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { dateFormat } from '../../../ui/date-format.ts';
import { useNow } from '../../../ui/use-now.ts';
import { strings } from '../../../strings/all-strings.ts';
import { NetworkHelp } from './network-help.tsx';
import { Warning } from './warning.tsx';

interface NetworkDetailsProps {
  sharing: Sharing;
  /** The addresses that are open. */
  open: readonly string[];
  /** The help is shown until a device has come in. */
  opensHelp: boolean;
  onShare: (addresses: string[]) => void;
}

/** The network that is open: its addresses and its name, changes, and whether another device came in. */
export function NetworkDetails({ sharing, open, opensHelp, onShare }: NetworkDetailsProps) {
  const { network } = sharing;
  return (
    <div className="flex flex-col gap-2.5">
      <p className="text-meta text-ink-2">{strings.invites.networkNote}</p>
      <AddressChoice available={sharing.available} open={open} onShare={onShare} />
      {network && (
        <>
          <Names names={network.names} />
          <Moved moved={network.moved} onSeen={() => onShare([...open])} />
          {network.problem !== null && <Warning>{network.problem}</Warning>}
          <Reached reached={network.reached} />
          <NetworkHelp sharing={sharing} network={network} isOpen={opensHelp && network.reached === null} />
        </>
      )}
    </div>
  );
}

/** Several addresses, or none that is opened without a choice. */
export function AddressChoice({ available, open, onShare }: Pick<NetworkDetailsProps, 'open' | 'onShare'> & Pick<Sharing, 'available'>) {
  if (available.length < 2 && open.length > 0) return null;
  return (
    <div role="group" aria-label={strings.invites.addresses} className="-mx-2 flex flex-col">
      {available.map((each) => (
        <Checkbox
          key={each.address}
          isChecked={open.includes(each.address)}
          onChange={(isOn) => onShare(isOn ? [...open, each.address] : open.filter((one) => one !== each.address))}
        >
          <span className="min-w-0 font-mono text-code wrap-anywhere">{each.address}</span>
          <span className="text-meta text-ink-3">{interfaceWords(each)}</span>
        </Checkbox>
      ))}
    </div>
  );
}

function interfaceWords(each: NetworkAddress): string {
  if (isNearby(each)) return each.interface;
  return `${each.interface} · ${isVpn(each) ? strings.network.vpnKind : strings.network.virtual}`;
}

function Names({ names: [name] }: { names: readonly string[] }) {
  if (name === undefined) return null;
  return (
    <div className="flex items-start gap-3 text-meta text-ink-2">
      <p className="min-w-0 flex-1">
        {strings.network.byName}
        <span className="block font-mono text-code wrap-anywhere text-ink">{name}</span>
        {strings.network.byNameHint}
      </p>
      <CopyButton size="small" text={name} label={strings.network.copyName} aria-label={strings.network.copyNameLabel} />
    </div>
  );
}

function Moved({ moved, onSeen }: { moved: NetworkState['moved']; onSeen: () => void }) {
  if (moved.length === 0) return null;
  const isAllOpen = moved.every(({ to }) => to !== null);
  return (
    <Warning>
      {moved.map(({ from, to }) => (
        <span key={from} className="block">
          {to === null ? strings.network.away(from) : strings.network.moved(from, to)}
        </span>
      ))}
      {isAllOpen && (
        <Button size="small" className="mt-2" onClick={onSeen}>
          {strings.network.movedSeen}
        </Button>
      )}
    </Warning>
  );
}

function Reached({ reached }: Pick<NetworkState, 'reached'>) {
  const now = useNow();
  const Icon = reached ? CircleCheck : CircleHelp;
  return (
    <p role="status" className="flex gap-2 text-meta text-ink-2">
      <Icon size={14} aria-hidden className={reached ? 'mt-0.5 shrink-0 text-accent' : 'mt-0.5 shrink-0'} />
      <span className="min-w-0 wrap-anywhere">
        {reached ? strings.network.reached(reached.address, clock(reached.at, now)) : strings.network.notReached}
      </span>
    </p>
  );
}

function clock(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return dateFormat(isToday ? 'time' : 'short').format(at);
}
