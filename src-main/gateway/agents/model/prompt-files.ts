// The files of a call among the messages that a model is sent.
import type { ModelImage, ModelMessage } from '../../models/step.ts';

interface ShownFiles {
  text: string;
  images: readonly ModelImage[];
}

/** They stand at the end: providers refuse two turns of one side. */
export function withFiles(messages: readonly ModelMessage[], { text, images }: ShownFiles): ModelMessage[] {
  if (text === '') return [...messages];
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, { role: 'user', text, images }];
  return [...messages.slice(0, -1), { ...last, text: `${last.text}\n\n${text}`, images }];
}

/** After the provider refused them. Some take no message of a user after a result of a tool. */
export function withoutImages(messages: readonly ModelMessage[]): ModelMessage[] {
  const left: ModelMessage[] = [];
  for (const message of messages) {
    const last = left.at(-1);
    if (message.role !== 'user' || !message.images || message.images.length === 0) left.push(message);
    else if (last?.role === 'tool')
      left.splice(-1, 1, { role: 'tool', results: last.results.map((each) => ({ ...each, text: `${each.text}\n${NOT_SHOWN}` })) });
    else left.push({ role: 'user', text: `${message.text}\n${NOT_SHOWN}` });
  }
  return left;
}

const NOT_SHOWN = '(The provider refused the images: you cannot see them. Say so if they matter.)';
