// A request of a program outside, with the right secret: reads it as the template of the webhook says, and posts what follows.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, assertNever } from '../../../../src-shared/errors.ts';
import type { WebhookOutcome, WebhookTemplate } from '../../../../src-shared/incoming-webhooks.ts';
import type { Core } from '../core.ts';
import type { KnownWebhook } from '../directory/incoming-webhooks.ts';
import { noteDelivery, postAs, requireOpen } from './post.ts';
import { fieldsOf } from './templates/fields.ts';
import { githubMessage } from './templates/github.ts';
import { grafanaMessage } from './templates/grafana.ts';
import { jsonMessage } from './templates/json.ts';
import { withoutControls, type Rendered } from './templates/markdown.ts';

export interface WebhookRequest {
  contentType: string;
  text: string;
  /** `X-GitHub-Event`. */
  event: string | null;
  /** `X-Hub-Signature-256`. */
  signature: string | null;
  /** The id of the delivery, from the sender. Null: it names none. */
  delivery: string | null;
}

export interface Received {
  outcome: WebhookOutcome;
  message_id: string | null;
  detail: string | null;
}

/** Throws AppError for what is refused. The webhook keeps the result of its last request. */
export async function receive(core: Core, webhook: KnownWebhook, request: WebhookRequest): Promise<Received> {
  const { participant_id: id } = webhook;
  try {
    const received = await post(core, webhook, request);
    await noteDelivery(core, id, received);
    return received;
  } catch (error) {
    if (error instanceof AppError) await noteDelivery(core, id, { outcome: 'refused', detail: error.message });
    throw error;
  }
}

async function post(core: Core, webhook: KnownWebhook, request: WebhookRequest): Promise<Received> {
  requireOpen(core, webhook);
  if (webhook.is_signed !== 0) await requireSigned(core, webhook, request);
  const rendered = render(webhook.template, request);
  if ('skipped' in rendered) return { outcome: 'skipped', message_id: null, detail: rendered.skipped };
  const content = withoutControls(rendered.content);
  if (content.trim() === '') throw new AppError('invalid_payload', 'The text of the message is empty.');
  const { choices } = rendered;
  const key = request.delivery === null ? null : createHash('sha256').update(request.delivery).digest('base64url');
  const message = await postAs(core, webhook, { content, choices }, key);
  return { outcome: 'posted', message_id: message.id, detail: null };
}

async function requireSigned(core: Core, { participant_id }: KnownWebhook, { text, signature }: WebhookRequest): Promise<void> {
  const { value: secret } = await core.archiveInOrder.signingSecret('incoming_webhooks', participant_id);
  const expected = Buffer.from(
    `sha256=${createHmac('sha256', secret ?? '')
      .update(text)
      .digest('hex')}`,
  );
  const given = Buffer.from(signature ?? '');
  const isRight = secret !== null && given.length === expected.length && timingSafeEqual(given, expected);
  if (!isRight) throw new AppError('access_denied', 'X-Hub-Signature-256: missing, or not made with the secret of this webhook.');
}

function render(template: WebhookTemplate, request: WebhookRequest): Rendered {
  const fields = fieldsOf(request);
  switch (template) {
    case 'json':
      return jsonMessage(fields);
    case 'github':
      return githubMessage(request.event, fields);
    case 'grafana':
      return grafanaMessage(fields);
    default:
      return assertNever(template);
  }
}
