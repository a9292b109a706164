// The request that wakes an agent at the address that was set for it.
import type { WebhookStart } from '../../../src-shared/agent-starts.ts';
import { newId } from '../../../src-shared/ids.ts';
import type { Core } from '../domain/core.ts';
import type { KnownStart } from '../domain/directory/agent-starts.ts';
import { ruleOf } from '../domain/webhooks/commands.ts';
import type { Deliver, Delivered } from './deliver.ts';
import { signature } from './webhooks/sign.ts';

interface Called {
  agentId: string;
  known: KnownStart;
  signal: AbortSignal;
}

export interface WakeCallPorts {
  core: Core;
  version: string;
  deliver: Deliver;
}

/** It names no room, no person and no message: those who receive it may not see them. */
export function createWakeCall({ core, version, deliver }: WakeCallPorts) {
  return async ({ agentId, known, signal }: Called, { webhook_url }: WebhookStart): Promise<Delivered> => {
    const { value: secret } = await core.archive.signingSecret('agent_starts', agentId);
    if (secret === null) return { ok: false, reason: 'It has no secret any more.' };
    const id = `wake_${newId()}`;
    const timestamp = Math.floor(core.now() / 1000);
    const body = JSON.stringify({ type: 'agent_called', agent_id: agentId, agent_name: core.directory.participant(agentId)?.name ?? '' });
    const delivery = {
      address: webhook_url,
      rule: ruleOf(core, { created_by: known.set_by, key_id: known.key_id }),
      body,
      headers: {
        'user-agent': `lanai-webhook/${version}`,
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signature(secret, { id, timestamp, body }),
      },
    };
    return deliver(delivery, signal);
  };
}
