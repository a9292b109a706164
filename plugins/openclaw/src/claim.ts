// Redeems the code that Lanai shows under "Connect an agent": the agent gets a key of its own, once.
import * as z from 'zod/mini';
import { AGENT_INVITE_PATH } from '../../../src-shared/agent-invite-link.ts';
import { Onboarding } from '../../../src-shared/endpoints/agent-invites.ts';
import { Problem } from '../../../src-shared/http.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import { readShortCode } from '../../../src-shared/short-code.ts';
import type { Settings } from './account.ts';

const ANSWER_LIMIT_MS = 15_000;
const ASK_AGAIN_MS = 3_000;

export interface WrittenCode {
  /** `https://host:port`, without a path. */
  origin: string;
  code: string;
}

/** `https://host#ABCD-EFGH`, or the link of an invite. Null for other texts. */
export function readCode(text: string): WrittenCode | null {
  const url = asUrl(text.trim());
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '') return null;
  const inPath = url.pathname.startsWith(AGENT_INVITE_PATH) ? url.pathname.slice(AGENT_INVITE_PATH.length) : '';
  const code = readShortCode(decoded(url.hash.slice(1)) || decoded(inPath));
  return code === null ? null : { origin: url.origin, code };
}

/** So many questions may get no answer while a person decides: the network, or a restart of Lanai. */
const MISSES_MAX = 20;

export interface ClaimPorts {
  fetch: typeof fetch;
  pause(ms: number): Promise<void>;
  say(sentence: string): void;
}

class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Waits while a person has to approve the agent. Rejects with a sentence for the user. */
export async function claim({ origin, code }: WrittenCode, { fetch, pause, say }: ClaimPorts): Promise<Settings> {
  const post = async (path: string, body: object): Promise<Onboarding> => {
    const response = await fetch(`${origin}/api/agent-invites/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // The code must not go to another address.
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).catch((error: unknown) => {
      throw new Unreachable(`Nothing answers at ${origin}. Is Lanai running there, and can this computer reach it? ${reasonOf(error)}`, {
        cause: error,
      });
    });
    return readAnswer(origin, response);
  };
  let misses = 0;
  let answer = await post('redeem', { code });
  if (answer.state === 'waiting') say('Lanai asks a person to approve this agent. Waiting for that …');
  while (answer.state === 'waiting') {
    await pause(ASK_AGAIN_MS);
    const asked: Onboarding = answer;
    answer = await post('key', { claim: asked.claim }).catch((error: unknown) => {
      misses += 1;
      if (!(error instanceof Unreachable) || misses > MISSES_MAX) throw error;
      return asked;
    });
  }
  const { key, agent, room } = answer;
  if (key === null || agent === null) throw new Error(notLanai(origin));
  return { url: origin, token: key, agentId: agent.id, name: agent.name, ...(room && { room: room.id }) };
}

async function readAnswer(origin: string, response: Response): Promise<Onboarding> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const { data } = z.safeParse(Onboarding, body);
    if (data) return data;
    throw new Error(notLanai(origin));
  }
  const { data: problem } = z.safeParse(Problem, body);
  throw new Error(problem?.detail ?? notLanai(origin));
}

function notLanai(origin: string): string {
  return `The program at ${origin} does not answer as Lanai does. Copy the line from "Connect an agent" again.`;
}

function asUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** A text with a wrong escape is no code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
