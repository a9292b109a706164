// A program that speaks the Agent Client Protocol, for tests. It does as the words of the last message say.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { agent, methods, ndJsonStream, RequestError, PROTOCOL_VERSION } from '@agentclientprotocol/sdk';
import { paint } from './scripted-images.mjs';
import { withTools } from './scripted-tools.mjs';

const flags = new Set(process.argv.slice(2));
const KEPT = 'sessions.json';
const { update, requestPermission } = methods.client.session;

if (flags.has('--dies-at-once')) {
  process.stderr.write('There is no licence.\n');
  process.exit(7);
}
if (flags.has('--silent')) setInterval(() => undefined, 1_000);

/** Its sign-in in a terminal: it asks for a word. */
const SIGNED_IN = process.argv.find((each) => each.startsWith('--kept-at='))?.slice('--kept-at='.length) ?? 'signed-in';
if (flags.has('--sign-in')) {
  const child = spawn(process.execPath, ['-e', 'process.on("SIGHUP", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  writeFileSync(`${SIGNED_IN}.pids`, `${process.pid} ${child.pid}`);
  // In its own colour, as many programs write.
  process.stdout.write('\u001B[1;38;2;200;90;60mThe word, please:\u001B[0m ');
  process.stdin.once('data', (data) => {
    const isRight = String(data).trim() === 'sesame';
    if (isRight) writeFileSync(SIGNED_IN, '');
    process.stdout.write(isRight ? 'Welcome.\n' : 'That is not the word.\n');
    process.exit(isRight ? 0 : 1);
  });
  await new Promise(() => undefined);
}
const wasSignedIn = existsSync(SIGNED_IN);
/** `--looks-once`: it looks only when it starts. */
const isSignedIn = () => (flags.has('--looks-once') ? wasSignedIn : existsSync(SIGNED_IN));
const isSignedOut = () => flags.has('--signed-out') || (flags.has('--signs-in') && !isSignedIn());

/** The conversations, with the texts that they were sent. They outlive the process. */
const sessions = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : {};
/** The conversations with an image. */
const broken = new Set();
/** By conversation: its servers with tools. */
const servers = new Map();
/** By conversation: ends its turn. */
const turns = new Map();

function keep() {
  writeFileSync(KEPT, JSON.stringify(sessions));
}

/** The words that it knows. */
const WORDS =
  /\b(say|recall|crash|wait|hang|env|act|fail|acts|spend|overspend|ask|insist|plan|cost|child|mode|tools|tool|door|model|nothing|refuse|blocks|in two|paint)\b:? ?(.*)$/;

async function takeTurn({ sessionId, prompt }, client) {
  const text = prompt.map((block) => block.text ?? '').join('');
  sessions[sessionId].push(text);
  if (prompt.some(({ type }) => type === 'image')) broken.add(sessionId);
  keep();
  if (flags.has('--no-real-images') && broken.has(sessionId)) throw RequestError.internalError(undefined, 'Could not process image');
  const asked = text.split('\n').findLast((line) => !line.startsWith('  file '));
  const send = (change) => client.notify(update, { sessionId, update: change });
  const say = (words, messageId) =>
    send({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: words }, ...(messageId && { messageId }) });
  const [, word, rest = ''] = WORDS.exec(asked) ?? [];
  const ended = Promise.withResolvers();
  turns.set(sessionId, ended);
  switch (word) {
    case 'say':
      for (const piece of rest.split(' ')) await say(`${piece} `);
      break;
    case 'in two':
      await say('First', 'a');
      await say('Second', 'b');
      break;
    case 'paint':
      return paint(rest.split(' '), send, ended.promise);
    case 'recall':
      // Without the names, which would call the other agents of the test.
      await say(`I was sent ${sessions[sessionId].length} texts. The last one: ${text.replaceAll('@', '')}`);
      break;
    case 'crash':
      await say('I begin');
      process.stderr.write('Out of memory.\n');
      return process.exit(3);
    case 'wait':
      await say('Working');
      await ended.promise;
      return { stopReason: 'cancelled' };
    case 'hang':
      await say('Working');
      await new Promise(() => undefined);
      break;
    case 'env':
      await say(Object.keys(process.env).toSorted().join(' '));
      break;
    case 'act':
    case 'fail': {
      const status = word === 'act' ? 'completed' : 'failed';
      await say('Before.');
      await send({
        sessionUpdate: 'tool_call',
        toolCallId: '1',
        title: rest,
        kind: 'execute',
        status: 'pending',
        rawInput: { command: rest },
      });
      const content = [{ type: 'content', content: { type: 'text', text: 'All good' } }];
      await send({ sessionUpdate: 'tool_call_update', toolCallId: '1', status, content });
      await say('After.');
      break;
    }
    case 'acts':
      for (let at = 0; at < Number(rest); at += 1) {
        await send({ sessionUpdate: 'tool_call', toolCallId: `${at}`, title: `Act ${at}`, kind: 'read', status: 'completed' });
      }
      await ended.promise;
      return { stopReason: 'cancelled' };
    case 'spend':
      for (let at = 1; at <= Number(rest); at += 1) {
        const cost = { amount: at / 100, currency: 'USD' };
        await send({ sessionUpdate: 'usage_update', used: at * 1_000, size: 200_000, cost });
        await send({ sessionUpdate: 'tool_call', toolCallId: `${at}`, title: `Act ${at}`, kind: 'read', status: 'completed' });
      }
      await ended.promise;
      return { stopReason: 'cancelled' };
    case 'overspend':
      await overspend({ client, sessionId, send, ended: ended.promise, isAsking: rest === 'and ask' });
      return { stopReason: 'cancelled' };
    case 'ask': {
      const options = [
        { optionId: 'yes', name: 'Yes', kind: 'allow_once' },
        { optionId: 'always', name: 'Always', kind: 'allow_always' },
        { optionId: 'no', name: 'No', kind: 'reject_once' },
      ];
      const toolCall = { toolCallId: 'p', title: rest, kind: 'execute', status: 'pending', rawInput: { command: rest } };
      const { outcome } = await client.request(requestPermission, { sessionId, toolCall, options });
      await say(outcome.outcome === 'selected' ? `I was answered ${outcome.optionId}.` : 'I was answered nothing.');
      break;
    }
    case 'insist':
      for (;;) {
        const toolCall = { toolCallId: 'q', title: 'Insist', kind: 'execute', status: 'pending' };
        const options = [{ optionId: 'no', name: 'No', kind: 'reject_once' }];
        const { outcome } = await client.request(requestPermission, { sessionId, toolCall, options });
        if (outcome.outcome === 'cancelled') return { stopReason: 'cancelled' };
      }
    case 'plan':
      await send({
        sessionUpdate: 'plan',
        entries: ['completed', 'pending'].map((status) => ({ content: 'A step', priority: 'medium', status })),
      });
      await ended.promise;
      return { stopReason: 'cancelled' };
    case 'cost':
      await send({ sessionUpdate: 'usage_update', used: 1_200, size: 200_000, cost: { amount: Number(rest), currency: 'USD' } });
      await say('Counted.');
      break;
    case 'child': {
      const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      await say(`child ${child.pid} of ${process.pid}.`);
      break;
    }
    case 'mode':
    case 'tools':
    case 'door':
    case 'tool':
    case 'blocks':
      await say(await ANSWERS[word](sessionId, rest, prompt));
      break;
    case 'model':
      await say(await modelSays(rest));
      break;
    case 'refuse':
      return { stopReason: 'refusal' };
    default:
  }
  return { stopReason: 'end_turn' };
}

const ANSWERS = {
  mode: (sessionId) => `I am in ${sessions[`mode ${sessionId}`] ?? 'no mode'}.`,
  blocks: (_sessionId, _rest, prompt) => blocksOf(prompt),
  tools: async (sessionId) =>
    (await withTools(servers.get(sessionId)[0], (client) => client.listTools())).tools.map(({ name }) => name).join(' '),
  door(sessionId) {
    const [server] = servers.get(sessionId);
    if (server?.command) return JSON.stringify(server);
    return server ? `${server.url} ${server.headers[0].value} ${process.env.OPENAI_API_KEY}` : 'No server.';
  },
  async tool(sessionId, rest) {
    const [, name, input] = /^(\S+) (.*)$/.exec(rest);
    const { content, isError } = await withTools(servers.get(sessionId)[0], (client) =>
      client.callTool({ name, arguments: JSON.parse(input) }),
    );
    return `${isError ? 'It failed' : 'It said'}: ${content
      .map(({ text }) => text)
      .join('')
      .replaceAll('@', '')}`;
  },
};

/** The content of a prompt besides its text, with the contents of linked files and what others may do with them. */
function blocksOf(prompt) {
  const others = prompt.slice(1).map((block) => {
    if (block.type !== 'resource_link') return block;
    const file = fileURLToPath(block.uri);
    const mode = (path) => (statSync(path).mode & 0o777).toString(8);
    return { ...block, content: readFileSync(file, 'latin1'), mode: `${mode(dirname(file))} ${mode(file)}`, file };
  });
  return JSON.stringify(others);
}

/** Asks the model of its variables. */
async function modelSays(words) {
  const { OPENAI_BASE_URL: base, OPENAI_API_KEY: key, OPENAI_MODEL: model } = process.env;
  const body = { model, stream: true, stream_options: { include_usage: true }, messages: [{ role: 'user', content: words }] };
  const response = await fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const read = await response.text();
  if (!response.ok) return `The model refused with ${response.status}: ${JSON.parse(read).error.message}`;
  const parts = [...read.matchAll(/^data: (\{.*)$/gm)].map(([, json]) => JSON.parse(json));
  return `The model said: ${parts.map(({ choices }) => choices?.[0]?.delta?.content ?? '').join('')}`;
}

const MODES = {
  currentModeId: 'auto',
  availableModes: [
    { id: 'auto', name: 'Auto' },
    { id: 'ask', name: 'Ask first' },
  ],
};
const known = (sessionId) => {
  if (!sessions[sessionId]) throw RequestError.sessionNotFound(sessionId);
};

agent({ name: 'scripted' })
  .onRequest(methods.agent.initialize, () =>
    flags.has('--silent')
      ? new Promise(() => undefined)
      : {
          protocolVersion: flags.has('--next-version') ? 2 : PROTOCOL_VERSION,
          agentInfo: { name: flags.has('--openclaw') ? 'openclaw-acp' : 'scripted', title: 'Scripted', version: '1.2.3' },
          agentCapabilities: {
            ...(flags.has('--resumes') ? { sessionCapabilities: { resume: {} } } : { loadSession: flags.has('--loads') }),
            promptCapabilities: { image: flags.has('--images'), embeddedContext: flags.has('--texts') },
            mcpCapabilities: { http: !flags.has('--stdio-tools') },
          },
          authMethods: flags.has('--signs-in') ? [{ type: 'terminal', id: 'word', name: 'With a word', args: ['--sign-in'] }] : [],
        },
  )
  .onRequest(methods.agent.session.new, ({ params }) => {
    if (isSignedOut()) throw RequestError.authRequired();
    const sessionId = `session-${Object.keys(sessions).length + 1}`;
    sessions[sessionId] = [];
    servers.set(sessionId, params.mcpServers);
    keep();
    return { sessionId, modes: MODES };
  })
  .onRequest(methods.agent.session.resume, ({ params }) => {
    known(params.sessionId);
    servers.set(params.sessionId, params.mcpServers);
    return { modes: MODES };
  })
  .onRequest(methods.agent.session.load, async ({ params, client }) => {
    known(params.sessionId);
    for (const text of sessions[params.sessionId])
      await client.notify(update, {
        sessionId: params.sessionId,
        update: { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: `Replayed: ${text}` } },
      });
    return {};
  })
  .onRequest(methods.agent.session.setMode, ({ params }) => {
    sessions[`mode ${params.sessionId}`] = params.modeId;
    return {};
  })
  .onRequest(methods.agent.session.prompt, ({ params, client }) => takeTurn(params, client))
  .onNotification(methods.agent.session.cancel, ({ params }) => turns.get(params.sessionId)?.resolve())
  .connect(ndJsonStream(Writable.toWeb(process.stdout), Readable.toWeb(process.stdin)));

async function overspend({ client, sessionId, send, ended, isAsking }) {
  await send({ sessionUpdate: 'usage_update', used: 5_000, size: 200_000 });
  if (!isAsking) return ended;
  const toolCall = { toolCallId: 'o', title: 'Spend more', kind: 'execute', status: 'pending' };
  await client.request(requestPermission, { sessionId, toolCall, options: [{ optionId: 'yes', name: 'Yes', kind: 'allow_once' }] });
  return ended;
}
