// Events of GitHub, and of Gitea and Forgejo where they send the same.
import { AppError } from '../../../../../src-shared/errors.ts';
import { listOf, objectOf, textIn, type Fields } from './fields.ts';
import { lines, link, plain, quote, type Rendered } from './markdown.ts';

const COMMITS_SHOWN = 5;
const SHA_CHARS = 7;

type Event = (fields: Fields) => Rendered;

const EVENTS: Readonly<Record<string, Event>> = {
  ping: (fields) => ({ content: lines(`${repositoryIn(fields)} is connected.`, quote(textIn(fields, 'zen') ?? '')) }),
  push,
  pull_request: (fields) => pullRequest(fields),
  issues: (fields) => about(fields, { field: 'issue', noun: 'issue', actions: ['opened', 'closed', 'reopened'] }),
  issue_comment: comment,
  release,
  workflow_run: workflowRun,
};

/** `event`: the name in X-GitHub-Event. */
export function githubMessage(event: string | null, fields: Fields): Rendered {
  if (event === null) throw new AppError('invalid_payload', 'X-GitHub-Event: missing. This webhook takes the events of GitHub.');
  const render = Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  return render ? render(fields) : { skipped: `The event "${plainWord(event)}" posts no message.` };
}

function plainWord(text: string): string {
  return text.replace(/[^\w.-]/g, '').slice(0, 40);
}

function repositoryIn(fields: Fields): string {
  const repository = objectOf(fields, 'repository');
  const name = textIn(repository, 'full_name', 'name');
  return name === undefined ? 'GitHub' : link(name, textIn(repository, 'html_url'));
}

function senderIn(fields: Fields): string {
  return `**${plain(textIn(objectOf(fields, 'sender'), 'login') ?? textIn(objectOf(fields, 'pusher'), 'name') ?? 'Someone')}**`;
}

function push(fields: Fields): Rendered {
  const ref = textIn(fields, 'ref');
  if (ref === undefined) throw new AppError('invalid_payload', 'ref: missing. This is no push of GitHub.');
  const isTag = ref.startsWith('refs/tags/');
  const name = plain(ref.replace(/^refs\/(?:heads|tags)\//, ''));
  const what = isTag ? `the tag ${name}` : name;
  const where = `${what} of ${repositoryIn(fields)}`;
  if (fields.deleted === true) return { content: `${senderIn(fields)} deleted ${where}` };
  const commits = listOf(fields, 'commits');
  if (commits.length === 0) {
    return fields.created === true ? { content: `${senderIn(fields)} created ${where}` } : { skipped: 'The push has no commits.' };
  }
  const count = commits.length === 1 ? '1 commit' : `${commits.length} commits`;
  const shown = commits.slice(-COMMITS_SHOWN).map(commitLine);
  const more = commits.length > shown.length ? `- and ${commits.length - shown.length} more` : null;
  const forced = fields.forced === true ? 'force-pushed' : 'pushed';
  return { content: lines(`${senderIn(fields)} ${forced} ${link(count, textIn(fields, 'compare'))} to ${where}`, ...shown, more) };
}

function commitLine(commit: Fields): string {
  const [title = ''] = (textIn(commit, 'message') ?? '').split('\n', 1);
  const sha = link((textIn(commit, 'id') ?? '').slice(0, SHA_CHARS), textIn(commit, 'url'));
  return `- ${sha} ${plain(title)}`;
}

interface Subject {
  field: string;
  noun: string;
  actions: readonly string[];
}

function numbered(subject: Fields): string {
  return link(`#${textIn(subject, 'number') ?? ''} ${textIn(subject, 'title') ?? ''}`, textIn(subject, 'html_url'));
}

function required(fields: Fields, name: string): Fields {
  const found = objectOf(fields, name);
  if (Object.keys(found).length === 0) throw new AppError('invalid_payload', `${name}: missing. This is no such event of GitHub.`);
  return found;
}

function skippedAction(action: string): Rendered {
  return { skipped: `The action "${plainWord(action)}" posts no message.` };
}

function about(fields: Fields, { field, noun, actions }: Subject, did?: string): Rendered {
  const action = textIn(fields, 'action') ?? '';
  if (!actions.includes(action)) return skippedAction(action);
  const subject = required(fields, field);
  const body = action === 'opened' ? quote(textIn(subject, 'body') ?? '') : '';
  return { content: lines(`${senderIn(fields)} ${did ?? action} the ${noun} ${numbered(subject)} in ${repositoryIn(fields)}`, body) };
}

function pullRequest(fields: Fields): Rendered {
  const isMerged = fields.action === 'closed' && objectOf(fields, 'pull_request').merged === true;
  const isReady = fields.action === 'ready_for_review';
  const actions = ['opened', 'closed', 'reopened', 'ready_for_review'];
  return about(
    fields,
    { field: 'pull_request', noun: 'pull request', actions },
    isMerged ? 'merged' : isReady ? 'asks for a review of' : undefined,
  );
}

function comment(fields: Fields): Rendered {
  const action = textIn(fields, 'action') ?? '';
  if (action !== 'created') return skippedAction(action);
  const written = required(fields, 'comment');
  const link_ = link('commented', textIn(written, 'html_url'));
  return {
    content: lines(
      `${senderIn(fields)} ${link_} on ${numbered(required(fields, 'issue'))} in ${repositoryIn(fields)}`,
      quote(textIn(written, 'body') ?? ''),
    ),
  };
}

function release(fields: Fields): Rendered {
  const action = textIn(fields, 'action') ?? '';
  if (action !== 'published') return skippedAction(action);
  const published = required(fields, 'release');
  const name = link(textIn(published, 'name', 'tag_name') ?? 'a release', textIn(published, 'html_url'));
  const kind = published.prerelease === true ? 'the pre-release' : 'the release';
  return {
    content: lines(`${senderIn(fields)} published ${kind} ${name} of ${repositoryIn(fields)}`, quote(textIn(published, 'body') ?? '')),
  };
}

const CONCLUSIONS: Readonly<Record<string, string>> = {
  success: '✅ succeeded',
  failure: '❌ failed',
  cancelled: '⚪ was cancelled',
  timed_out: '❌ took too long',
  action_required: '🟠 waits for a person',
  skipped: '⚪ was skipped',
};

function workflowRun(fields: Fields): Rendered {
  const action = textIn(fields, 'action') ?? '';
  if (action !== 'completed') return skippedAction(action);
  const run = required(fields, 'workflow_run');
  const conclusion = textIn(run, 'conclusion') ?? '';
  const result = Object.hasOwn(CONCLUSIONS, conclusion) ? CONCLUSIONS[conclusion] : `ended: ${plain(conclusion)}`;
  const name = link(textIn(run, 'name') ?? 'A workflow', textIn(run, 'html_url'));
  const branch = textIn(run, 'head_branch');
  return { content: `${name} ${result}${branch === undefined ? '' : ` on ${plain(branch)}`} in ${repositoryIn(fields)}` };
}
