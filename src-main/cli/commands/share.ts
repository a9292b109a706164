import { Argument, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { CertificateState, CertificateWay, Firewall } from '../../../src-shared/entrances.ts';
import { firewallCommands } from '../../../src-shared/firewall-commands.ts';
import { TRUST_PATH } from '../../../src-shared/http.ts';
import { firstAddresses, isVpn } from '../../../src-shared/networks.ts';
import type { Sharing } from '../../../src-shared/objects.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { createOutput, oneLine, timeText } from '../output.ts';
import { withClient } from '../session.ts';
import { defineProxy } from './share-proxy.ts';

/** The name in the network is free or not within that time. */
const NAMED_MS = 3_000;
const LOOK_EVERY_MS = 250;

export function define(command: Command): void {
  withAgent(command.command('show', { isDefault: true }).description('the addresses at which other devices reach the home')).action(
    async (options: AgentOptions) => {
      show(await withClient(options, get), options);
    },
  );
  withAgent(command.command('on').description('open the home to the network of this computer, at these addresses only'))
    .argument('[addresses...]', 'addresses of this computer; left out: the one of your Wi-Fi or cable')
    .action(async (addresses: string[], options: AgentOptions) => {
      show(await withClient(options, (client) => share(client, addresses)), options);
    });
  withAgent(command.command('off').description('close the home to the network, and disconnect everyone who came by it')).action(
    async (options: AgentOptions) => {
      show(await withClient(options, (client) => set(client, [])), options);
    },
  );
  withAgent(command.command('certificate').description('answer by HTTPS too at the shared addresses, or stop it'))
    .addArgument(
      new Argument('<kind>', "own: by the home's own authority, which devices have to trust first. off: no HTTPS").choices(['own', 'off']),
    )
    .action(async (kind: 'own' | 'off', options: AgentOptions) => {
      show(await withClient(options, (client) => certify(client, { kind })), options);
    });
  defineProxy(command, show);
}

const certify = (client: AgentClient, certificate: CertificateWay): Promise<Sharing> =>
  client.request('set_certificate', { certificate }, COMMANDS.set_certificate.reply);
const get = (client: AgentClient): Promise<Sharing> => client.request('get_sharing', {}, COMMANDS.get_sharing.reply);
const set = (client: AgentClient, addresses: readonly string[]): Promise<Sharing> =>
  client.request('set_sharing', { addresses: [...addresses] }, COMMANDS.set_sharing.reply);

async function share(client: AgentClient, given: readonly string[]): Promise<Sharing> {
  const { available } = await get(client);
  const addresses = given.length > 0 ? given : firstAddresses(available);
  if (addresses.length === 0) throw new UsageError(`Say which address to open. ${addressesText(available)}`);
  let sharing = await set(client, addresses);
  for (let waited = 0; waited < NAMED_MS && isUnnamed(sharing); waited += LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    sharing = await get(client);
  }
  return sharing;
}

function isUnnamed({ network }: Sharing): boolean {
  return network !== null && network.names.length === 0 && network.problem === null;
}

function show(sharing: Sharing, { json }: AgentOptions): void {
  createOutput(json).show(sharing, linesOf(sharing).map(oneLine).join('\n'));
}

function linesOf({ available, origins, network, entrances }: Sharing): string[] {
  const outside = entrances.flatMap(({ way, state, origin, problem }) =>
    state === 'off' ? [] : [`${way.kind}: ${origin ?? problem ?? 'starting'}`],
  );
  if (!network) return ['The network: off. Only this computer can open the home.', addressesText(available), ...outside];
  const fromOutside = new Set(entrances.map(({ origin }) => origin));
  const { certificate } = network;
  const others = new Set([...network.names, ...certificate.origins]);
  const own = origins.filter((origin) => !fromOutside.has(origin) && !others.has(origin));
  return [
    ...own.map((origin) => `The network: ${origin}`),
    ...network.names.map((origin) => `By name: ${origin}`),
    ...certificateLines(certificate, own),
    ...network.moved.map(({ from, to }) => (to === null ? `${from} is away at the moment.` : `${from} has changed to ${to}.`)),
    ...(network.problem === null ? [] : [network.problem]),
    ...(network.reached === null
      ? ['No other device has reached it yet.', ...hints(network.firewall, own, available)]
      : [`A device at ${network.reached.address} last reached it at ${timeText(network.reached.at)}.`]),
    ...outside,
  ];
}

function certificateLines({ way, origins, fingerprint, valid_until, problem }: CertificateState, [plain]: readonly string[]): string[] {
  const until = valid_until === null ? '' : `, valid until ${new Date(valid_until).toISOString().slice(0, 10)}`;
  return [
    ...origins.map((origin) => `With TLS: ${origin}`),
    ...(fingerprint === null ? [] : [`${way.kind === 'own' ? 'Certificate authority' : 'Certificate'}: SHA-256 ${fingerprint}${until}`]),
    ...(way.kind === 'own' && plain !== undefined ? [`Devices trust it at ${plain}${TRUST_PATH}`] : []),
    ...(problem === null ? [] : [problem]),
  ];
}

function hints(firewall: Firewall, origins: readonly string[], available: Sharing['available']): string[] {
  const ports = [...new Set(origins.map((origin) => Number(new URL(origin).port || 80)))];
  const commands = ports.flatMap((port) => firewallCommands(firewall, port));
  const vpn = available.find(isVpn);
  return [
    ...commands.map((each) => `If a firewall blocks it: ${each}`),
    ...(commands.length === 0 ? ['If a firewall blocks it: allow incoming connections to this program.'] : []),
    ...(vpn ? [`A VPN is on (${vpn.interface}). It may keep other devices out, or the other device off this network.`] : []),
    'A guest Wi-Fi often keeps devices apart: use the main one, or turn off "client isolation" in the router.',
  ];
}

function addressesText(available: Sharing['available']): string {
  if (available.length === 0) return 'This computer is not on a network.';
  return `Addresses of this computer: ${available.map(({ address, interface: name }) => `${address} (${name})`).join(', ')}.`;
}
