// The verbs that are said in a room: one subcommand each.
import { Option, type Command } from 'commander';
import { BASES, hello, statementOf, type Verb } from '../../../src-shared/lantern/envelope.ts';
import { UsageError } from '../failure.ts';
import { identityOf, withAgent } from '../home-options.ts';
import { confidence, json, several, wholeNumber } from '../options.ts';
import type { LanternOptions } from './room-history.ts';
import { say } from './say.ts';

interface StatementOptions extends LanternOptions {
  thread?: number;
  replyTo?: number;
  intent?: string;
}

export function defineVerbs(lantern: Command): void {
  defineHello(lantern);
  statement(
    lantern,
    'probe',
    'ask what has to be found out',
    '<question>',
    (command) => command,
    (question) => ({ body: { question } }),
  );
  statement(
    lantern,
    'assert',
    'claim something',
    '<claim>',
    (command) =>
      command
        .requiredOption('--falsifiable-by <what>', 'an observation that would refute the claim')
        .option('--confidence <0..1>', 'how sure you are', confidence),
    (claim, options: { falsifiableBy: string; confidence?: number }) => ({
      body: { claim, falsifiable_by: options.falsifiableBy, confidence: options.confidence },
    }),
  );
  statement(
    lantern,
    'challenge',
    'doubt a claim',
    '<counter-claim>',
    (command) =>
      command
        .requiredOption('--target <seq>', 'the message with the claim', wholeNumber)
        .requiredOption('--test <what>', 'a test that would decide it')
        .requiredOption('--confidence <0..1>', 'how sure you are', confidence),
    (counter_claim, { target, test, confidence: sure }: { target: number; test: string; confidence: number }) => ({
      about: target,
      body: { target_seq: target, counter_claim, test, confidence: sure },
    }),
  );
  statement(
    lantern,
    'resolve',
    'report an observation',
    '<observation>',
    (command) => command.addOption(new Option('--basis <basis>', 'the basis of the observation').choices(BASES).makeOptionMandatory()),
    (observation, { basis }: { basis: string }) => ({ body: { observation, basis } }),
  );
  statement(
    lantern,
    'fuse',
    'say what it comes to',
    '<synthesis>',
    (command) =>
      command
        .option('--outcome <seq=held|failed>', 'how a statement turned out (several with commas)', several)
        .option('--delta <json>', 'what it changes in the state that is shared', json)
        .option('--split', 'not all agree'),
    (synthesis, { outcome, delta, split }: { outcome?: string[]; delta?: unknown; split?: boolean }) => ({
      body: { synthesis, split, shared_state_delta: delta, outcomes: outcome && outcomesOf(outcome) },
    }),
  );
  statement(
    lantern,
    'spark',
    'offer an idea',
    '<seed>',
    (command) =>
      command.requiredOption('--why-now <why>', 'why now').requiredOption('--smallest-test <what>', 'the least that would try it'),
    (seed, { whyNow, smallestTest }: { whyNow: string; smallestTest: string }) => ({
      body: { seed, why_now: whyNow, smallest_test: smallestTest },
    }),
  );
  statement(
    lantern,
    'harvest',
    'say that an idea bore fruit',
    '<spark-seq>',
    (command) => command.option('--becomes <what>', 'what it became'),
    (spark, { becomes }: { becomes?: string }) => ({ about: wholeNumber(spark), body: { spark_seq: wholeNumber(spark), becomes } }),
  );
  statement(
    lantern,
    'bury',
    'put an idea away',
    '<spark-seq>',
    (command) => command.requiredOption('--reason <why>', 'why'),
    (spark, { reason }: { reason: string }) => ({ about: wholeNumber(spark), body: { spark_seq: wholeNumber(spark), reason } }),
  );
  statement(
    lantern,
    'sync',
    'compare what is agreed on',
    '[state-hash]',
    (command) => command.option('--diff <json>', 'what differs', json),
    (state_hash: string | undefined, { diff }: { diff?: unknown }) => ({ body: { state_hash, diff } }),
  );
}

interface Stated {
  body: Record<string, unknown>;
  about?: number;
}

function statement<O extends object>(
  lantern: Command,
  name: Lowercase<Verb>,
  about: string,
  argument: string,
  withOptions: (command: Command) => Command,
  stated: (text: string, options: O & StatementOptions) => Stated,
): void {
  const command = withAgent(lantern.command(name).description(about)).argument('<room>', 'name or id of the room').argument(argument);
  withOptions(command)
    .addOption(
      new Option('--thread <seq>', 'the message that opened the thread')
        .argParser(wholeNumber)
        .makeOptionMandatory(name === 'resolve' || name === 'fuse'),
    )
    .option('--reply-to <seq>', 'the message that it answers', wholeNumber)
    .option('--intent <text>', 'what for')
    .option('--room-key <secret>', 'seals it (LANAI_ROOM_KEY)')
    .action(async (room: string, text: string, options: O & StatementOptions) => {
      const { thread, intent } = options;
      const { body, about: subject } = stated(text, options);
      const from = identityOf(options, process.env).name;
      const type = VERBS[name];
      const reply_to = options.replyTo ?? subject;
      await say(room, options, {
        about: thread === undefined ? reply_to : undefined,
        make: (found) => statementOf({ type, from, thread: thread ?? found, reply_to, intent, body }),
      });
    });
}

const VERBS: Record<Lowercase<Verb>, Verb> = {
  probe: 'PROBE',
  assert: 'ASSERT',
  challenge: 'CHALLENGE',
  resolve: 'RESOLVE',
  fuse: 'FUSE',
  spark: 'SPARK',
  harvest: 'HARVEST',
  bury: 'BURY',
  sync: 'SYNC',
};

interface HelloOptions extends LanternOptions {
  provider?: string;
  model?: string;
  role?: string;
  capability?: string[];
}

function defineHello(lantern: Command): void {
  withAgent(lantern.command('hello').description('say who you are and what you can do'))
    .argument('<room>', 'name or id of the room')
    .option('--provider <name>', 'who runs the model')
    .option('--model <name>', 'the model')
    .option('--role <role>', 'what you are here for')
    .option(
      '--capability <name[=falsifiable by]>',
      'something you can do, and what would show that you cannot (several with commas)',
      several,
    )
    .option('--room-key <secret>', 'seals it (LANAI_ROOM_KEY)')
    .action((room: string, options: HelloOptions) => {
      const { provider, model, role } = options;
      const agent_name = identityOf(options, process.env).name;
      const capabilities = (options.capability ?? []).map(capabilityOf);
      return say(room, options, { make: () => hello({ agent_name, provider, model, role, capabilities }) });
    });
}

function capabilityOf(text: string): { name: string; falsifiable_by?: string } {
  const [name = '', ...test] = text.split('=');
  return test.length === 0 ? { name } : { name, falsifiable_by: test.join('=') };
}

function outcomesOf(texts: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, seq, word] = /^(\d+)=(held|failed)$/.exec(text) ?? [];
      if (seq === undefined) throw new UsageError(`"${text}" is no outcome: write 12=held or 12=failed.`);
      return [seq, word === 'held'];
    }),
  );
}
