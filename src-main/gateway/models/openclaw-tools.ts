// OpenClaw's endpoint refuses tools that are named as its own (`read`, `edit`), so there all of Lanai's have a prefix. It is known by
// the names of its models.
import type { AskModel, ModelMessage, ToolCall } from './step.ts';

const PREFIX = 'lanai_';
const IS_OPENCLAW = /^openclaw(?:\/|$)/;

export function withToolNames(ask: AskModel): AskModel {
  return async (request) => {
    if (!IS_OPENCLAW.test(request.model)) return ask(request);
    const tools = request.tools.map((tool) => ({ ...tool, name: `${PREFIX}${tool.name}` }));
    const step = await ask({ ...request, tools, messages: request.messages.map(toOpenClaw) });
    return { ...step, calls: step.calls.map(fromOpenClaw) };
  };
}

function toOpenClaw(message: ModelMessage): ModelMessage {
  const named = (call: ToolCall): ToolCall => ({ ...call, name: `${PREFIX}${call.name}` });
  if (message.role === 'assistant') return { ...message, calls: message.calls.map(named) };
  if (message.role === 'tool') return { ...message, results: message.results.map((each) => ({ ...each, call: named(each.call) })) };
  return message;
}

function fromOpenClaw(call: ToolCall): ToolCall {
  return call.name.startsWith(PREFIX) ? { ...call, name: call.name.slice(PREFIX.length) } : call;
}
