import type { AuditEntry, AuditFact } from '../../../src-shared/audit.ts';
import { deviceName } from '../../features/devices/device-words.ts';
import { strings } from '../../strings/all-strings.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** "Maya ended the access of Gus" */
export function auditSentence({ kind, by, about, facts }: AuditEntry): string {
  const said = strings.audit;
  const who = by === null ? said.someone : by.key === null ? by.name || said.someone : said.withKey(by.name || said.someone, by.key);
  if (kind === 'encrypt_backups' && facts.has_passphrase === true) return said.encrypted(who);
  if (kind === 'encrypt_backups' && facts.has_passphrase === false) return said.notEncrypted(who);
  return isKnown(kind) ? strings.audit.did[kind](who, about?.name ?? '') : said.other(who, kind);
}

/** The further facts about it, in few words each: by which way, from where, and what it was about. */
export function auditDetails({ entrance, address, browser, platform, facts }: AuditEntry): string[] {
  const said = strings.audit;
  return [
    ...factWords(facts),
    ...(browser === null && platform === null ? [] : [deviceName({ browser, platform })]),
    ...(entrance === null ? [] : [strings.audit.entrance[entrance]]),
    ...(address === null ? [] : [said.from(address)]),
  ];
}

type Facts = AuditEntry['facts'];

function factWords(facts: Facts): string[] {
  return Object.entries(facts).flatMap(([name, value]) => factWord(name, value) ?? []);
}

/** Null: it is said by the sentence, or says nothing. */
function factWord(name: string, value: AuditFact): string | null {
  const said = strings.audit.facts;
  const text = typeof value === 'string' ? value : '';
  const count = typeof value === 'number' ? value : 0;
  switch (name) {
    case 'role':
      return said.role(text);
    case 'name':
    case 'home_name':
      return text === '' ? null : said.name(text);
    case 'label':
      return said.label(text);
    case 'rights':
      return said.rights(text);
    case 'room_ids':
      return value === null ? said.everyRoom : said.room_ids(count);
    case 'max_uses':
      return said.max_uses(count);
    case 'lifetime_ms':
      return count < DAY_MS ? said.validHours(Math.ceil(count / HOUR_MS)) : said.validDays(Math.round(count / DAY_MS));
    case 'needs_approval':
      return value === true ? said.needs_approval : null;
    case 'revoke_key':
      return value === true ? said.revoke_key : null;
    case 'addresses':
      return said.addresses(text);
    case 'title':
      return text === '' ? null : said.title(text);
    case 'decision':
      return isDecision(text) ? strings.audit.facts.decision[text] : null;
    case 'base_url':
    case 'runs.url':
    case 'runs.command':
    case 'way':
    case 'kind':
    case 'format':
    case 'every':
      return said.way(text);
    case 'is_on':
      return value === true ? said.on : said.off;
    case 'link_previews':
      return value === true ? said.previewsOn : said.previewsOff;
    case 'public':
      return typeof value === 'boolean' ? (value ? said.madePublic : said.madePrivate) : null;
    case 'archived':
      return value === true ? said.archived : said.restored;
    case 'mentions_reach':
      return said.mentions(text);
    case 'days':
      return value === null ? said.forever : said.days(count);
    case 'reason':
      return isReason(text) ? strings.audit.facts.reason[text] : null;
    default:
      return null;
  }
}

function isKnown(kind: string): kind is keyof typeof strings.audit.did {
  return Object.hasOwn(strings.audit.did, kind);
}

function isDecision(text: string): text is keyof typeof strings.audit.facts.decision {
  return Object.hasOwn(strings.audit.facts.decision, text);
}

function isReason(text: string): text is keyof typeof strings.audit.facts.reason {
  return Object.hasOwn(strings.audit.facts.reason, text);
}
