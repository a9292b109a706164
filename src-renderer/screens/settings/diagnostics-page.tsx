import { ClipboardCopy, RefreshCw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import { reportOf, useFacts, type FactGroup } from './diagnostics.ts';
import { PageHeading } from './page-heading.tsx';

/** The state of the app and the server, and all of it as a text for support. */
export function DiagnosticsPage() {
  const { groups, log, problem, refresh } = useFacts();
  const toast = useToast();
  const said = strings.settings.diagnostics;
  const copy = (): void =>
    void copyText(reportOf(groups, log)).then((isCopied) => {
      if (isCopied) toast({ text: said.copied });
    });
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.diagnostics} text={said.lead} />
      <div className="mb-6 flex flex-wrap gap-2">
        <Button look="primary" icon={ClipboardCopy} onClick={copy}>
          {said.copy}
        </Button>
        <Button icon={RefreshCw} onClick={refresh}>
          {said.refresh}
        </Button>
      </div>
      <FieldError text={problem} />
      <div className="grid grid-cols-2 gap-x-10 gap-y-6 max-sm:grid-cols-1">
        {groups.map((group) => (
          <Facts key={group.title} group={group} />
        ))}
      </div>
      {log && <Log lines={log} />}
    </>
  );
}

function Facts({ group: { title, facts } }: { group: FactGroup }) {
  return (
    <section aria-label={title}>
      <h4 className="mb-1 text-list font-semibold">{title}</h4>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 border-b border-line-2 py-1.5 text-list">
            <dt className="shrink-0 text-ink-2">{name}</dt>
            <dd className="min-w-0 text-end wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Log({ lines }: { lines: readonly string[] }) {
  const { log, logLead, noLog } = strings.settings.diagnostics;
  return (
    <section aria-label={log} className="mt-6">
      <h4 className="text-list font-semibold">{log}</h4>
      <p className="mb-2 text-list text-ink-2">{lines.length === 0 ? noLog : logLead}</p>
      {lines.length > 0 && (
        <pre
          // Scrolled with the keyboard, too.
          tabIndex={0}
          aria-label={log}
          className="max-h-72 overflow-auto rounded-card border border-line bg-panel p-3 font-mono text-code whitespace-pre-wrap"
        >
          {lines.join('\n')}
        </pre>
      )}
    </section>
  );
}
