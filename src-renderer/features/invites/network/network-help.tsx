import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { NetworkState } from '../../../../src-shared/entrances.ts';
import { firewallCommands } from '../../../../src-shared/firewall-commands.ts';
import { isVpn } from '../../../../src-shared/networks.ts';
import type { Sharing } from '../../../../src-shared/objects.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { strings } from '../../../strings/all-strings.ts';
import { openOrigins } from '../sharing-choice.ts';

const HTTP_PORT = 80;

/** The reasons for which a device nearby cannot open an address, each with its remedy. */
export function NetworkHelp({ sharing, network: { firewall }, isOpen }: { sharing: Sharing; network: NetworkState; isOpen: boolean }) {
  // Undefined until the reader opens or closes it.
  const [choice, setChoice] = useState<boolean>();
  const words = strings.network;
  const ports = [...new Set(openOrigins(sharing).map((origin) => Number(new URL(origin).port || HTTP_PORT)))];
  const commands = ports.flatMap((port) => firewallCommands(firewall, port));
  const vpn = sharing.available.find(isVpn);
  return (
    <details
      open={choice ?? isOpen}
      onToggle={(event) => setChoice(event.currentTarget.open === isOpen ? undefined : event.currentTarget.open)}
      className="group"
    >
      <summary className="flex h-8 list-none items-center gap-1.5 rounded-control text-list font-semibold text-ink-2 tap:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="transition-transform duration-120 group-open:rotate-90 rtl:group-open:-rotate-90" />
        {words.help}
      </summary>
      <dl className="mt-1 flex flex-col gap-2.5 ps-5 text-meta text-ink-2">
        <Reason title={words.helpFirewall}>
          {strings.network.firewalls[firewall]}
          {firewall === 'unknown' && <span className="block text-ink">{ports.map(words.ports).join(' · ')}</span>}
          {commands.length > 0 && (
            <span className="mt-1.5 flex items-start gap-2">
              <code className="min-w-0 flex-1 rounded-control border border-line-2 bg-panel px-2 py-1.5 font-mono text-code whitespace-pre-wrap text-ink wrap-anywhere">
                {commands.join('\n')}
              </code>
              <CopyButton size="small" text={commands.join('\n')} label={words.copyCommand} />
            </span>
          )}
        </Reason>
        <Reason title={words.helpVpn}>{vpn ? words.vpnHere(vpn.interface) : words.vpn}</Reason>
        <Reason title={words.helpIsolation}>{words.isolation}</Reason>
        <Reason title={words.helpName}>{words.names}</Reason>
      </dl>
    </details>
  );
}

function Reason({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold text-ink">{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
