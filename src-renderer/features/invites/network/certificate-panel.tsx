import { useState, type FormEvent } from 'react';
import type { CertificateState, CertificateWay } from '../../../../src-shared/entrances.ts';
import { TRUST_PATH } from '../../../../src-shared/http.ts';
import { isLoopbackHost } from '../../../../src-shared/loopback.ts';
import { writtenFingerprint } from '../../../lib/fingerprint.ts';
import { useCommand, useMe, useSharing } from '../../../sync/store.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceCards } from '../../../ui/choice.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { dateFormat } from '../../../ui/date-format.ts';
import { Field, FieldError, TextInput } from '../../../ui/field.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useAsyncAction } from '../../../ui/use-async-action.ts';
import { strings } from '../../../strings/all-strings.ts';
import { openOrigins } from '../sharing-choice.ts';
import { Warning } from './warning.tsx';

type Kind = CertificateWay['kind'];

const KINDS: readonly Kind[] = ['off', 'own', 'files'];

/** HTTPS at the addresses of the network: which certificate, and how devices come to trust it. */
export function CertificatePanel() {
  const sharing = useSharing();
  const command = useCommand();
  const task = useAsyncAction();
  const me = useMe();
  const [chosen, setChosen] = useState<Kind | null>(null);
  const certificate = sharing?.network?.certificate;
  const words = strings.certificate;
  if (!sharing || !certificate) return <p className="text-list text-ink-2">{words.shareFirst}</p>;
  // The server decides; this only hides what it would refuse.
  const mayNameFiles = me.role === 'owner' && isLoopbackHost(window.location.hostname);
  const set = (way: CertificateWay): void =>
    task.run(async () => {
      await command('set_certificate', { certificate: way });
      setChosen(null);
    });
  const { way } = certificate;
  const selected = chosen ?? way.kind;
  const choose = (kind: Kind): void => {
    setChosen(kind);
    if (kind !== 'files') set({ kind });
  };
  const isFilesClosed = !mayNameFiles && way.kind !== 'files';
  return (
    <div aria-busy={task.isBusy} className="flex flex-col gap-3">
      <ChoiceCards
        label={words.kind}
        hidesLabel
        columns={3}
        selected={task.error !== null && selected !== 'files' ? way.kind : selected}
        onSelect={choose}
        choices={KINDS.map((kind) => {
          const choice = { value: kind, ...strings.certificate.ways[kind] };
          return kind === 'files' && isFilesClosed ? { ...choice, text: words.onlyAtHome, isDisabled: true } : choice;
        })}
      />
      {selected === 'files' && mayNameFiles && (
        <FilesForm key={way.kind} isInUse={way.kind === 'files'} isBusy={task.isBusy} onSave={set} />
      )}
      <FieldError text={task.error} />
      {certificate.problem !== null && <Warning>{certificate.problem}</Warning>}
      {selected === way.kind && certificate.fingerprint !== null && (
        <InUse certificate={certificate} plain={openOrigins(sharing)[0]} fingerprint={certificate.fingerprint} />
      )}
    </div>
  );
}

type FilesWay = CertificateWay & { kind: 'files' };

/** Empty at first: the server never sends the paths. */
function FilesForm({ isInUse, isBusy, onSave }: { isInUse: boolean; isBusy: boolean; onSave: (way: FilesWay) => void }) {
  const words = strings.certificate;
  const [files, setFiles] = useState({ certificate_file: '', key_file: '' });
  const isFilled = Object.values(files).every((each) => each.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isFilled) onSave({ kind: 'files', certificate_file: files.certificate_file.trim(), key_file: files.key_file.trim() });
  };
  const field = (name: keyof typeof files, label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          value={files[name]}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setFiles({ ...files, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {isInUse && <p className="text-list text-ink-2">{words.filesInUse}</p>}
      {field('certificate_file', words.file, words.fileHint)}
      {field('key_file', words.key, words.keyHint)}
      <Button look="primary" type="submit" isBusy={isBusy} disabled={!isFilled} className="self-start">
        {words.use}
      </Button>
    </form>
  );
}

function InUse({ certificate, plain, fingerprint }: { certificate: CertificateState; plain: string | undefined; fingerprint: string }) {
  const words = strings.certificate;
  const { way, origins, valid_until } = certificate;
  const isOwn = way.kind === 'own';
  const until = valid_until === null ? null : dateFormat('dayAndYear').format(valid_until);
  return (
    <div className="flex flex-col gap-4 text-meta text-ink-2">
      {origins.length > 0 && (
        <div>
          <h5 className="text-list font-semibold text-ink">{words.addresses}</h5>
          <ul className="my-1 flex flex-col gap-1">
            {origins.map((each) => (
              <li key={each} className="flex items-center gap-3">
                <span className="min-w-0 flex-1 font-mono text-code wrap-anywhere text-ink">{each}</span>
                <CopyButton size="small" text={each} label={words.copy} aria-label={words.copyOf(each)} />
              </li>
            ))}
          </ul>
          <p>{isOwn ? words.whoOwn : words.whoFiles}</p>
        </div>
      )}
      {isOwn && plain !== undefined && <TrustLink link={`${plain}${TRUST_PATH}#${fingerprint.replaceAll(':', '')}`} />}
      <div>
        <h5 className="text-list font-semibold text-ink">{isOwn ? words.fingerprintOwn : words.fingerprintFiles}</h5>
        <p dir="ltr" className="my-1 font-mono text-code text-ink select-all">
          {writtenFingerprint(fingerprint)}
        </p>
        <p>
          {isOwn && `${words.compare} `}
          {until !== null && (isOwn ? words.validOwn(until) : words.validFiles(until))}
        </p>
      </div>
    </div>
  );
}

function TrustLink({ link }: { link: string }) {
  const words = strings.certificate;
  return (
    <div className="flex flex-wrap items-center gap-5 rounded-card border border-line p-4">
      <QrCode text={link} label={words.trustCode} />
      <div className="flex min-w-0 flex-1 basis-60 flex-col items-start gap-2">
        <h5 className="text-list font-semibold text-ink">{words.trust}</h5>
        <p>{words.trustText}</p>
        <p className="font-mono text-code wrap-anywhere text-ink">{link.replace(/#.*/, '')}</p>
        <CopyButton text={link} label={words.copyTrust} />
      </div>
    </div>
  );
}
