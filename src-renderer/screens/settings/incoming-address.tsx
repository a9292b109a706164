import { HOOK_PATH, type WebhookTemplate } from '../../../src-shared/incoming-webhooks.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { useOwnHome } from '../../sync/own-home.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

export interface MadeAddress {
  name: string;
  template: WebhookTemplate;
  path: string;
}

const JSON_TYPE = "curl -H 'content-type: application/json'";

/** A command that posts as the senders of the template do. */
const COMMANDS: Record<WebhookTemplate, string> = {
  json: "curl -d 'text=Hello'",
  github: `${JSON_TYPE} -H 'x-github-event: ping' -d '{"zen":"Hello"}'`,
  grafana: `${JSON_TYPE} -d '{"alerts":[{"status":"firing","labels":{"alertname":"Test"}}]}'`,
};

/** The address of a webhook, this once, with a command that tries it. */
export function IncomingAddress({ made: { name, template, path } }: { made: MadeAddress }) {
  const [own = '', ...shared] = useOwnHome().origins;
  const isOnlyHere = isLoopbackHost(new URL(own).hostname);
  const url = (isOnlyHere ? (shared[0] ?? own) : own) + path;
  const where = { json: null, github: strings.incoming.inGithub, grafana: strings.incoming.inGrafana }[template];
  return (
    <div
      role="group"
      aria-label={strings.incoming.addressOf(name)}
      className="flex flex-col gap-3 rounded-card border border-line bg-amber-soft px-4 py-3"
    >
      <p className="text-list text-amber-ink">
        <strong className="font-semibold">{strings.incoming.once}</strong> {strings.incoming.onceText}
      </p>
      <div className="flex gap-2 max-sm:flex-col">
        <TextInput
          readOnly
          autoFocus
          aria-label={strings.incoming.address}
          value={url}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 font-mono text-code max-sm:flex-none"
        />
        <CopyButton text={url} label={strings.incoming.copy} />
      </div>
      {isOnlyHere && shared.length === 0 && <p className="text-list text-ink-2">{strings.incoming.onlyHere}</p>}
      {where && <p className="text-list text-ink-2">{where}</p>}
      <p className="text-list font-semibold text-ink-2">{strings.incoming.tryIt}</p>
      <div className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch">
        <code className="min-w-0 flex-1 rounded-control border border-line bg-raise px-3 py-2 font-mono text-code wrap-anywhere text-ink">
          {`${COMMANDS[template]} ${url.replace(path, `${HOOK_PATH}…`)}`}
        </code>
        <CopyButton text={`${COMMANDS[template]} ${url}`} label={strings.incoming.copyCommand} />
      </div>
    </div>
  );
}
