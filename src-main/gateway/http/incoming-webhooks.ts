// Requests of incoming webhooks: POST /api/hooks/{secret}. Programs outside send them, with nothing but the address.
import { HOOK_BODY_BYTES_MAX, HOOK_REQUESTS_PER_MINUTE } from '../../../src-shared/incoming-webhooks.ts';
import { PICTURE_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { INCOMING_WEBHOOK_ENDPOINTS } from '../../../src-shared/endpoints/incoming-webhooks.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { hashSecret } from '../domain/access/secrets.ts';
import { accountOf } from '../domain/actor.ts';
import { Buckets } from '../domain/limits/buckets.ts';
import { refuseUnfit } from '../domain/people/pictures.ts';
import { lookAt } from '../store/blobs/file-type.ts';
import { actorOfRequest } from './authenticate.ts';
import type { HttpDeps } from './app.ts';
import type { Endpoints } from './endpoints.ts';
import type { HttpContext } from './env.ts';
import { PICTURE } from './files/picture.ts';
import { announcedOf, wholeBody } from './files/upload.ts';
import { idempotencyKey } from './idempotency.ts';
import { bodyBytesAtMost, readTextBody } from './read-body.ts';

const MINUTE_MS = 60_000;

export function incomingWebhookEndpoints(deps: HttpDeps): Pick<Endpoints, keyof typeof INCOMING_WEBHOOK_ENDPOINTS> {
  const { core, bodies, uploads, cookieName } = deps;
  const rates = new Buckets(core.now);
  rates.setRate({ per_minute: HOOK_REQUESTS_PER_MINUTE, burst_ms: MINUTE_MS });
  return {
    async receive_webhook({ c, request: { secret } }) {
      // A page could send a form, and a browser would let it. No page is a sender of webhooks.
      if (c.req.header('origin') !== undefined) throw new AppError('origin_not_allowed');
      const hash = hashSecret(secret);
      const webhook = core.directory.incomingWebhooks.withHash(hash);
      // As for an address without a route: which webhooks there are is not to be learned.
      if (!webhook) throw new AppError('not_found');
      requireRate(rates, webhook.participant_id);
      const [{ actorOf }, { receive }] = await Promise.all([
        import('../domain/incoming-webhooks/post.ts'),
        import('../domain/incoming-webhooks/receive.ts'),
      ]);
      const actor = actorOf(webhook);
      const account = accountOf(actor);
      const bytes = bodyBytesAtMost(c);
      core.limits.requireBody(actor, bodies.of(account) + bytes);
      const text = await bodies.during(account, () => readTextBody(c, HOOK_BODY_BYTES_MAX), bytes);
      // The address may have ended, and the settings changed, while the body was read.
      const now = core.directory.incomingWebhooks.withHash(hash);
      if (!now) throw new AppError('not_found');
      return { reply: await receive(core, now, { text, ...headersOf(c) }) };
    },

    async set_webhook_picture({ c, actor: asker, request: { webhook_id } }) {
      const { incoming } = c.env;
      const { seenBy, setWebhookPicture } = await import('../domain/incoming-webhooks/commands.ts');
      seenBy(core, asker, webhook_id);
      const limits = { bytesMax: PICTURE_BYTES_MAX, freeBytes: uploads.freeBytes, announced: announcedOf(incoming, PICTURE) };
      const received = await uploads.blobs.receive(wholeBody(incoming), limits);
      try {
        refuseUnfit(await lookAt(received.path));
        const actor = await actorOfRequest(core, cookieName, c);
        return { reply: await uploads.blobs.keep(received, () => setWebhookPicture(core, actor, webhook_id, received.sha256)) };
      } finally {
        await uploads.blobs.discard(received);
      }
    },
  };
}

function headersOf(c: HttpContext): { contentType: string; event: string | null; signature: string | null; delivery: string | null } {
  return {
    contentType: c.req.header('content-type') ?? '',
    event: c.req.header('x-github-event') ?? null,
    signature: c.req.header('x-hub-signature-256') ?? null,
    delivery: idempotencyKey(c.req.header('x-github-delivery') ?? c.req.header('idempotency-key')),
  };
}

/** Each request counts, also one that is refused. */
function requireRate(rates: Buckets, id: string): void {
  const wait = rates.wait(id);
  if (wait > 0)
    throw new AppError('rate_limit_messages', `This webhook takes ${HOOK_REQUESTS_PER_MINUTE} requests in a minute.`, {
      retryAfterMs: wait,
    });
  rates.take(id);
}
