// The channel as OpenClaw knows it.
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import {
  accountIds,
  accountOf,
  CHANNEL,
  DEFAULT_ACCOUNT,
  withoutAccount,
  withoutSettings,
  withSettings,
  type Account,
  type Settings,
} from './account.ts';
import { claim, readCode } from './claim.ts';
import { startAccount } from './gateway.ts';
import { connectTo } from './home.ts';
import type { AccountContext, AccountStatus, HostConfig, Sdk } from './host.ts';
import { readTarget, send, writtenTarget, type Outgoing } from './outbound.ts';

const LABEL = 'Lanai';

interface SetupAsk {
  cfg: HostConfig;
  accountId: string;
  input: Settings & { code?: string | undefined };
}

const flag = (flags: string, description: string) => ({ kind: 'string' as const, cli: { flags, description } });

/** The flags of `openclaw channels add lanai`; package.json has the same. What a code is redeemed for has to be among them. */
export const SETUP_FIELDS = {
  code: { ...flag('--code <address#code>', 'The address and the code that Lanai shows under Connect an agent'), sensitive: true },
  url: flag('--url <address>', 'Without a code: the address of the home'),
  token: { ...flag('--token <key>', 'Without a code: the key of the agent'), sensitive: true },
  agentId: flag('--agent-id <id>', 'Without a code: the id of the agent'),
  room: flag('--room <id>', 'Without a code: the room to begin in'),
};

export const setupAdapter = {
  // A second home leaves the first one where it is.
  configPromotion: 'preserve-root' as const,
  singleAccountKeysToMove: [],
  validateInput({ input }: SetupAsk): string | null {
    const { code, url, token, agentId } = input;
    if (code === undefined && url !== undefined && token !== undefined && agentId !== undefined) return null;
    if (code === undefined || code.trim() === '') return "Lanai needs --code '<address>#<code>'. Lanai shows it under Connect an agent.";
    return readCode(code) === null ? 'The code is not complete. Copy the whole line from Lanai, with the quotes.' : null;
  },
  async prepareAccountConfigInput({ input, runtime }: SetupAsk & { runtime: { log(text: string): void } }): Promise<SetupAsk['input']> {
    const written = readCode(input.code ?? '');
    // A code works once: what is stored is the key.
    if (!written) return input;
    const pause = (ms: number): Promise<void> => sleep(ms);
    return claim(written, { fetch, pause, say: (text) => runtime.log(text) });
  },
  applyAccountConfig({ cfg, accountId, input: { code: _used, name, ...settings } }: SetupAsk): HostConfig {
    const { url, agentId } = accountOf(cfg, accountId);
    const isOther = (before: string, now: string | undefined): boolean => before !== '' && before !== now;
    const isMoved = isOther(url, settings.url) || isOther(agentId, settings.agentId);
    // The key belongs to the agent of that name.
    const fresh = { enabled: true, ...settings, name: name ?? settings.agentId };
    // The ids of people and rooms mean others in another home, and another agent may have another owner.
    const gone = [...Object.keys(fresh), ...(isMoved ? ['room', 'allowFrom'] : [])];
    return withSettings(withoutSettings(cfg, accountId, gone), accountId, fresh);
  },
  async afterAccountConfigWritten({
    cfg,
    accountId,
    runtime,
  }: {
    cfg: HostConfig;
    accountId: string;
    runtime: { log(text: string): void };
  }) {
    const account = accountOf(cfg, accountId);
    const client = await connectTo(account, 'share');
    // From now on its name calls it there, also while the gateway takes the configuration over.
    if (account.room !== '') await client.request('join_room', { room_id: account.room }, z.unknown()).catch(() => undefined);
    client.close();
    runtime.log(`Connected to ${account.url} as ${account.name}. Mention @${account.name} there to call it.`);
  },
};

/** `setupContract`: what OpenClaw's SDK makes of the fields and the adapter. */
export function createChannel(sdk: Sdk, setupContract: object) {
  const inspect = (cfg: HostConfig, accountId?: string | null) => {
    const { configured, enabled, url, name, token, ...account } = accountOf(cfg, accountId);
    return { accountId: account.accountId, name, enabled, configured, baseUrl: url, tokenStatus: token === '' ? 'missing' : 'available' };
  };
  return {
    id: CHANNEL,
    meta: {
      ...{ id: CHANNEL, label: LABEL, selectionLabel: 'Lanai (a chat server of your own)', docsPath: '/channels/lanai' },
      blurb: 'Rooms in which people and agents talk, on your own computer.',
      markdownCapable: true,
    },
    capabilities: { chatTypes: ['direct', 'group'], reply: true, media: true, threads: false },
    reload: { configPrefixes: [`channels.${CHANNEL}`] },
    setupContract,
    config: {
      listAccountIds: accountIds,
      resolveAccount: accountOf,
      inspectAccount: inspect,
      defaultAccountId: (cfg: HostConfig) => accountIds(cfg)[0] ?? DEFAULT_ACCOUNT,
      isConfigured: ({ configured }: Account) => configured,
      isEnabled: ({ enabled }: Account) => enabled,
      unconfiguredReason: () => 'run the line that Lanai shows under "Connect an agent"',
      describeAccount: ({ accountId, name, enabled, configured, url }: Account) => ({ accountId, name, enabled, configured, baseUrl: url }),
      resolveAllowFrom: ({ cfg, accountId }: { cfg: HostConfig; accountId?: string | null }) => accountOf(cfg, accountId).allowFrom,
      setAccountEnabled: ({ cfg, accountId, enabled }: { cfg: HostConfig; accountId: string; enabled: boolean }) =>
        withSettings(cfg, accountId, { enabled }),
      deleteAccount: ({ cfg, accountId }: { cfg: HostConfig; accountId: string }) => withoutAccount(cfg, accountId),
      resolveDefaultTo: ({ cfg, accountId }: { cfg: HostConfig; accountId?: string | null }) => {
        const { room } = accountOf(cfg, accountId);
        return room === '' ? undefined : `room:${room}`;
      },
    },
    groups: { resolveRequireMention: () => true },
    messaging: {
      targetPrefixes: [CHANNEL],
      normalizeTarget(raw: string) {
        const target = readTarget(raw);
        return target ? writtenTarget(target) : undefined;
      },
      inferTargetChatType: ({ to }: { to: string }) => (readTarget(to)?.kind === 'user' ? 'direct' : 'group'),
      targetResolver: { looksLikeId: (raw: string) => readTarget(raw) !== null, hint: '<room:NAME | user:NAME>' },
    },
    status: {
      defaultRuntime: { accountId: DEFAULT_ACCOUNT, running: false, connected: false, lastError: null },
      probeAccount: async ({ account }: { account: Account }) => {
        try {
          (await connectTo(account, 'share')).close();
          return { ok: true };
        } catch (error) {
          return { ok: false, error: error instanceof Error ? error.message : String(error) };
        }
      },
      buildAccountSnapshot: ({ account, runtime, probe }: { account: Account; runtime?: AccountStatus; probe?: unknown }) => {
        const { accountId, name, enabled, configured, url } = account;
        return { ...runtime, accountId, name, enabled, configured, baseUrl: url, probe };
      },
    },
    gateway: { startAccount: (ctx: AccountContext<Account>) => startAccount(ctx, sdk) },
    outbound: {
      deliveryMode: 'direct',
      textChunkLimit: 60_000,
      sendText: (out: Outgoing) => sent(sdk, { ...out, mediaUrl: null }),
      sendMedia: (out: Outgoing) => sent(sdk, out),
    },
  };
}

async function sent(sdk: Sdk, out: Outgoing) {
  const { messageId, roomId } = await send(sdk, out);
  return { channel: CHANNEL, messageId, conversationId: roomId };
}
