import {
  Archive,
  Bot,
  Download,
  KeyRound,
  Link2,
  LogIn,
  MessagesSquare,
  MonitorSmartphone,
  ScrollText,
  Settings,
  Users,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import { useCallback, useState } from 'react';
import type { AuditEntry, AuditFormat, AuditTopic } from '../../../src-shared/audit.ts';
import { auditPath } from '../../../src-shared/audit-path.ts';
import { isOwner } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, useParticipants } from '../../sync/store.ts';
import { useLinkAddress } from '../../sync/use-address.ts';
import { useLoadedPages } from '../../sync/use-loaded-pages.ts';
import { Field, FieldError, Select } from '../../ui/field.tsx';
import { PagedList } from '../../ui/paged-list.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { auditDetails, auditSentence } from './audit-words.ts';
import { PageHeading } from './page-heading.tsx';
import { Section } from './section.tsx';

const ICONS: Record<AuditTopic, LucideIcon> = {
  sign_in: LogIn,
  devices: MonitorSmartphone,
  people: Users,
  invites: Link2,
  keys: KeyRound,
  agents: Bot,
  rooms: MessagesSquare,
  sharing: Wifi,
  settings: Settings,
  backups: Archive,
  log: ScrollText,
};

function isTopic(text: string): text is AuditTopic {
  return Object.hasOwn(ICONS, text);
}

/** Shows the audit log. */
export function AuditPage() {
  const command = useCommand();
  const said = strings.audit;
  const [topic, setTopic] = useState<AuditTopic | null>(null);
  const [personId, setPersonId] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(null);
  const ask = useCallback(
    async (after: string | null) => {
      const page = await command('list_audit', { topic, participant_id: personId, after });
      setDays(page.days);
      return { items: page.entries, next: page.next };
    },
    [command, topic, personId],
  );
  const pages = useLoadedPages(ask, idOf);
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.audit} text={said.lead} />
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <TopicChoice topic={topic} onChoose={setTopic} />
        <PersonChoice id={personId} onChoose={setPersonId} />
        <div className="ms-auto flex gap-2 max-sm:ms-0 max-sm:w-full">
          <DownloadLink format="csv" />
          <DownloadLink format="jsonl" />
        </div>
      </div>
      <section aria-label={said.list} data-audit>
        <PagedList
          {...pages}
          icon={ScrollText}
          words={{ failed: said.failed, loading: said.loading, none: said.none, noneText: said.noneText, more: said.more }}
          row={(entry) => <EntryRow key={entry.id} entry={entry} />}
        />
      </section>
      {days !== null && <Retention days={days} onChanged={setDays} />}
    </>
  );
}

function idOf({ id }: AuditEntry): string {
  return id;
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const Icon = ICONS[entry.topic];
  const details = [...auditDetails(entry), ...(entry.count > 1 ? [strings.audit.times(entry.count, timeOf(entry.last_at))] : [])];
  return (
    <li className="flex gap-3 border-t border-line-2 px-2 py-2.5">
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-list">
          <span className="min-w-0 font-semibold wrap-anywhere">{auditSentence(entry)}</span>
          <time dateTime={new Date(entry.at).toISOString()} className="shrink-0 text-meta text-ink-2">
            {timeOf(entry.at)}
          </time>
        </p>
        {details.length > 0 && <p className="text-meta wrap-anywhere text-ink-2">{details.join(' · ')}</p>}
      </div>
    </li>
  );
}

function timeOf(time: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

function TopicChoice({ topic, onChoose }: { topic: AuditTopic | null; onChoose: (topic: AuditTopic | null) => void }) {
  const said = strings.audit;
  return (
    <Field label={said.topic} className="w-44 max-sm:w-full">
      {(control) => (
        <Select {...control} value={topic ?? ''} onChange={(event) => onChoose(isTopic(event.target.value) ? event.target.value : null)}>
          <option value="">{said.everything}</option>
          {Object.keys(ICONS)
            .filter(isTopic)
            .map((each) => (
              <option key={each} value={each}>
                {strings.audit.topics[each]}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

function PersonChoice({ id, onChoose }: { id: string | null; onChoose: (id: string | null) => void }) {
  const said = strings.audit;
  const participants = Object.values(useParticipants()).sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <Field label={said.by} className="w-44 max-sm:w-full">
      {(control) => (
        <Select {...control} value={id ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
          <option value="">{said.everyone}</option>
          {participants.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The link asks the server when it is followed, and the browser writes the file as it arrives. */
function DownloadLink({ format }: { format: AuditFormat }) {
  const address = useLinkAddress(auditPath(format));
  const name = strings.audit.formats[format];
  return (
    <a
      href={address ?? undefined}
      download={`lanai-audit.${format}`}
      aria-label={strings.audit.downloadAs(name)}
      className="flex h-9 items-center gap-2 rounded-control border border-edge bg-raise px-3 text-list font-semibold text-ink hover:border-ink-3 tap:h-11"
    >
      <Download size={15} aria-hidden />
      {name}
    </a>
  );
}

const DAYS = [30, 90, 180, 365, 730];

function Retention({ days, onChanged }: { days: number; onChanged: (days: number) => void }) {
  const me = useMe();
  const command = useCommand();
  const task = useAsyncAction();
  const said = strings.audit;
  const choose = (wanted: number): void =>
    task.run(async () => {
      onChanged((await command('set_audit_retention', { days: wanted })).days);
    });
  return (
    <Section title={said.keep} text={said.keepLead}>
      <Field label={said.keep} className="w-44 max-sm:w-full">
        {(control) => (
          <Select {...control} disabled={!isOwner(me)} value={days} onChange={(event) => choose(Number(event.target.value))}>
            {[...new Set([...DAYS, days])]
              .sort((a, b) => a - b)
              .map((each) => (
                <option key={each} value={each}>
                  {strings.keeping.days(each)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <FieldError text={task.error} />
    </Section>
  );
}
