// OpenClaw's endpoint refuses tools that are named as its own (`read`, `edit`), so there all of Lanai's have a prefix. It is known by
// the names of its models.
import type { AskModel, ModelMessage, ToolCall } from './step.ts';

const PREFIX = 'lanai_';
/** The longest name of a tool that models take. */
const NAME_MAX = 64;
const IS_OPENCLAW = /^(?:openclaw(?:[:/]|$)|agent:)/i;

export function withToolNames(ask: AskModel): AskModel {
  return async (request) => {
    if (!IS_OPENCLAW.test(request.model)) return ask(request);
    const names = prefixed(request.tools.map(({ name }) => name));
    const nameOf = (name: string): string => names.get(name) ?? `${PREFIX}${name}`.slice(0, NAME_MAX);
    const tools = request.tools.map((tool) => ({ ...tool, name: nameOf(tool.name) }));
    const step = await ask({ ...request, tools, messages: request.messages.map((each) => toOpenClaw(each, nameOf)) });
    const own = new Map([...names].map(([name, sent]) => [sent, name]));
    return { ...step, calls: step.calls.map((call) => ({ ...call, name: own.get(call.name) ?? call.name })) };
  };
}

/** By the name of each tool the one that is sent: each is another. */
function prefixed(names: readonly string[]): Map<string, string> {
  const sent = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const whole = `${PREFIX}${name}`;
    sent.set(name, whole.length <= NAME_MAX ? whole : `${whole.slice(0, NAME_MAX - 4)}_${index}`.slice(0, NAME_MAX));
  }
  return sent;
}

function toOpenClaw(message: ModelMessage, nameOf: (name: string) => string): ModelMessage {
  const named = (call: ToolCall): ToolCall => ({ ...call, name: nameOf(call.name) });
  if (message.role === 'assistant') return { ...message, calls: message.calls.map(named) };
  if (message.role === 'tool') return { ...message, results: message.results.map((each) => ({ ...each, call: named(each.call) })) };
  return message;
}
