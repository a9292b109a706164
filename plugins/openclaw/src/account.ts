// The accounts of the channel in OpenClaw's configuration: one for each home. The first one is `channels.lanai` itself, further ones are
// in `channels.lanai.accounts`.
import * as z from 'zod/mini';
import type { HostConfig } from './host.ts';

export const CHANNEL = 'lanai';
export const DEFAULT_ACCOUNT = 'default';

const Settings = z.looseObject({
  enabled: z.optional(z.boolean()),
  url: z.optional(z.string()),
  token: z.optional(z.string()),
  agentId: z.optional(z.string()),
  name: z.optional(z.string()),
  room: z.optional(z.string()),
  allowFrom: z.optional(z.array(z.string())),
  mediaMaxMb: z.optional(z.number()),
});
export type Settings = z.infer<typeof Settings>;

const Section = z.extend(Settings, { accounts: z.optional(z.record(z.string(), Settings)) });
type Section = z.infer<typeof Section>;

export interface Account {
  accountId: string;
  enabled: boolean;
  configured: boolean;
  url: string;
  token: string;
  agentId: string;
  name: string;
  /** The id of the room to begin in; empty: none. */
  room: string;
  allowFrom: string[];
  mediaMaxBytes: number;
}

/** The home's own limit of a file is higher. Each file is held in memory. */
const MEDIA_MB = 20;

export function accountIds(cfg: HostConfig): string[] {
  const { token, accounts = {} } = sectionOf(cfg);
  const named = Object.keys(accounts);
  return token !== undefined || named.length === 0 ? [DEFAULT_ACCOUNT, ...named.filter((id) => id !== DEFAULT_ACCOUNT)] : named;
}

export function accountOf(cfg: HostConfig, accountId?: string | null): Account {
  const section = sectionOf(cfg);
  const id = accountId ?? accountIds(cfg)[0] ?? DEFAULT_ACCOUNT;
  // OpenClaw may have moved a part of the first account below `accounts`.
  const own = { ...(id === DEFAULT_ACCOUNT && section), ...section.accounts?.[id] };
  const { url = '', token = '', agentId = '', name = '', room = '', allowFrom = [], mediaMaxMb = MEDIA_MB } = own;
  return {
    accountId: id,
    enabled: section.enabled !== false && own.enabled !== false,
    configured: url !== '' && token !== '' && agentId !== '',
    ...{ url, token, agentId, name, room, allowFrom },
    mediaMaxBytes: mediaMaxMb * 1024 * 1024,
  };
}

export function withSettings<C extends HostConfig>(cfg: C, accountId: string, change: Settings): C {
  const section = sectionOf(cfg);
  if (accountId === DEFAULT_ACCOUNT) return withSection(cfg, { ...section, ...change });
  const accounts = { ...section.accounts, [accountId]: { ...section.accounts?.[accountId], ...change } };
  return withSection(cfg, { ...section, accounts });
}

/** Without these settings of the account, wherever they stand. */
export function withoutSettings<C extends HostConfig>(cfg: C, accountId: string, names: readonly string[]): C {
  const { accounts, ...first } = sectionOf(cfg);
  const rest = <T extends object>(settings: T): T =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every setting may be left out
    Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name))) as T;
  const own = accounts?.[accountId];
  const kept = { ...accounts, ...(own && { [accountId]: rest(own) }) };
  return withSection(cfg, { ...(accountId === DEFAULT_ACCOUNT ? rest(first) : first), ...(accounts && { accounts: kept }) });
}

export function withoutAccount<C extends HostConfig>(cfg: C, accountId: string): C {
  const { accounts = {}, ...own } = sectionOf(cfg);
  const { [accountId]: _gone, ...others } = accounts;
  return withSection(cfg, { ...(accountId === DEFAULT_ACCOUNT ? {} : own), ...(Object.keys(others).length > 0 && { accounts: others }) });
}

function withSection<C extends HostConfig>(cfg: C, section: Section): C {
  return { ...cfg, channels: { ...cfg.channels, [CHANNEL]: section } };
}

/** An entry that cannot be read counts as none: OpenClaw has checked the file by the schema of the manifest. */
function sectionOf(cfg: HostConfig): Section {
  const { data } = z.safeParse(Section, cfg.channels?.[CHANNEL] ?? {});
  return data ?? {};
}
