// A reverse proxy of the owner's, on this computer or on another one.
import { Option, type Command } from 'commander';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { EntranceWay } from '../../../src-shared/entrance-way.ts';
import type { Sharing } from '../../../src-shared/objects.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { withClient } from '../session.ts';

interface ProxyOptions extends AgentOptions {
  listen?: string;
  from?: string;
  clientHeader: string;
  userHeader?: string;
}

const NO_HEADER = 'none';

export function defineProxy(command: Command, show: (sharing: Sharing, options: AgentOptions) => void): void {
  const proxy = command.command('proxy').description('let clients in through your own reverse proxy, or stop it');
  withAgent(proxy.command('on').description('the proxy answers browsers at this address, and forwards to this port of the computer'))
    .argument('<address>', 'the address for browsers, such as https://chat.example.org')
    .argument('<port>', 'a port that nothing else uses')
    .option('--listen <address>', 'for a proxy on another computer: the address of this computer to which it forwards')
    .option('--from <addresses>', 'with --listen: the addresses of the proxy, or their networks, with commas. All others are cut')
    .addOption(
      new Option('--client-header <name>', "the header in which the proxy names the client's address")
        .choices(['x-forwarded-for', 'cf-connecting-ip', NO_HEADER])
        .default('x-forwarded-for'),
    )
    .option('--user-header <name>', 'with --listen: the header in which the proxy names the account of the person. For the owner only')
    .action(async (address: string, port: string, options: ProxyOptions) => {
      const way = wayOf(address, port, options);
      show(await withClient(options, (client) => client.request('open_entrance', { way }, COMMANDS.open_entrance.reply)), options);
    });
  withAgent(proxy.command('off').description('close it, and disconnect everyone who came by it')).action(async (options: AgentOptions) => {
    const request = { kind: 'proxy' };
    show(await withClient(options, (client) => client.request('close_entrance', request, COMMANDS.close_entrance.reply)), options);
  });
}

function wayOf(address: string, port: string, { listen, from, clientHeader, userHeader }: ProxyOptions) {
  const parsed = EntranceWay.safeParse({
    ...{ kind: 'proxy', address, port: Number(port), client_header: clientHeader === NO_HEADER ? null : clientHeader },
    ...{ host: listen ?? null, trusted: from?.split(',').map((each) => each.trim()) ?? [], user_header: userHeader ?? null },
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(issue?.path[0] === 'port' ? 'A port is a number from 1 to 65535.' : (issue?.message ?? 'That is no entrance.'));
}
