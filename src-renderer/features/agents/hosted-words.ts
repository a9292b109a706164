import type { AgentTurn, AgentUse, TurnFile, UseLimits } from '../../../src-shared/hosted-agents.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import type { Model, Provider } from '../../../src-shared/providers.ts';
import { listed } from '../../ui/phrases.ts';
import { factsOf } from '../models/model-words.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

/** Describes a model. Unknown facts are included, because an agent without tools can only answer. */
export function modelFacts(model: Model): string {
  const { contextUnknown, toolsUnknown, imagesUnknown } = strings.hosted;
  const unknown = [
    ...(model.context_tokens === null ? [contextUnknown] : []),
    ...(model.tools === null ? [toolsUnknown] : []),
    ...(model.images === null ? [imagesUnknown] : []),
  ];
  return [...factsOf(model), ...unknown].join(' · ');
}

/** The first model that can use tools, or else the first one. */
export function firstModel(models: readonly Model[]): string | null {
  return (models.find(({ tools }) => tools === true) ?? models[0])?.id ?? null;
}

/** The readers of the messages, and whether they leave the computer for that. */
export function readerWords({ name, base_url }: Pick<Provider, 'name' | 'base_url'>): { isLocal: boolean; text: string } {
  const { host, hostname } = new URL(base_url);
  const isLocal = isLoopbackHost(hostname);
  return { isLocal, text: isLocal ? strings.hosted.stays(name, host) : strings.hosted.leaves(name, host) };
}

export function costWords(cost: number | null): string {
  if (cost === null) return strings.hosted.costUnknown;
  return strings.hosted.cost(dollars(cost));
}

function dollars(amount: number): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 }).format(amount);
}

export function usedWords({ turns, tokens, ...spent }: AgentUse): string {
  const said = strings.hosted.used(turns, tokens);
  return tokens === 0 ? said : `${said}, ${spentWords(spent)}`;
}

function spentWords({ cost, unpriced_tokens }: Pick<AgentUse, 'cost' | 'unpriced_tokens'>): string {
  const said = costWords(cost);
  return cost === null || unpriced_tokens === 0 ? said : strings.hosted.costPartly(said, unpriced_tokens);
}

/** The use of the last 24 hours beside the limits that there are. */
export function limitStates(limits: UseLimits, used: AgentUse): { text: string; isReached: boolean }[] {
  const said = strings.hosted.usage;
  const state = (max: number | null, amount: number, words: (amount: number, max: number) => string) =>
    max === null ? [] : [{ text: words(amount, max), isReached: amount >= max }];
  return [
    ...state(limits.turns_per_day, used.turns, said.ofAnswers),
    ...state(limits.tokens_per_day, used.tokens, said.ofTokens),
    ...state(limits.dollars_per_day, used.cost ?? 0, (amount, max) => said.of(dollars(amount), dollars(max))),
  ];
}

export function outcomeWords({ outcome }: Pick<AgentTurn, 'outcome'>): string {
  return outcome === null ? strings.hosted.turns.now : strings.hosted.turns.outcome[outcome];
}

/** The words from outside that it read. Null: none. */
export function markWords({ marks }: Pick<AgentTurn, 'marks'>): string | null {
  const names = marks.map((each) => strings.hosted.turns.mark[each]);
  return names.length === 0 ? null : strings.hosted.turns.marked(listed(names));
}

/** Its costs, in few words each. */
export function turnFacts({ steps, input_tokens, output_tokens, cost, messages_sent, messages_left_out }: AgentTurn): string {
  const said = strings.hosted.turns;
  if (steps === 0 && input_tokens + output_tokens === 0) return said.steps(0);
  return [
    said.steps(steps),
    said.tokens(input_tokens, output_tokens),
    costWords(cost),
    said.sent(messages_sent),
    ...(messages_left_out > 0 ? [said.leftOut(messages_left_out)] : []),
  ].join(' · ');
}

/** Their number, and how many of them the agent did not get. */
export function filesWords(files: readonly TurnFile[], more: number): string {
  const said = strings.turnFiles;
  const leftOut = files.filter(({ sent }) => sent === 'none').length;
  return [said.count(files.length + more), ...(leftOut > 0 ? [said.leftOut(leftOut)] : [])].join(' · ');
}

/** How much of it the agent got, and in which way. */
export function sentWords({ sent, way, why }: Pick<TurnFile, 'sent' | 'way' | 'why'>): string {
  const said = strings.turnFiles;
  const words = sent === 'none' && why !== null ? said.noneBecause(why) : strings.turnFiles.sent[sent];
  return way === 'tool' ? `${words} · ${said.byTool}` : words;
}
