// What each template of an incoming webhook makes of a request.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { alertOf, commentOf, GRAFANA, issueOf, PING, pullRequestOf, pushOf, releaseOf, runOf } from '../testing/hook-payloads.ts';
import type { Ask } from '../testing/http-client.ts';
import { hooksOf } from '../testing/hooks.ts';
import { homeForAll } from '../testing/shared-home.ts';

const home = homeForAll();
const { hook, messagesIn, send, stateOf, textOf } = hooksOf(home);

describe('A request of any program', () => {
  it.each<[string, Ask, string]>([
    ['text', { body: { text: 'Hello *there*' } }, 'Hello *there*'],
    ['content', { body: { content: 'Hello' } }, 'Hello'],
    ['message', { body: { message: 'Hello' } }, 'Hello'],
    ['a name of its own', { body: { text: 'Hello', username: 'cron\n**job**' } }, '**cron \\*\\*job\\*\\***\nHello'],
    ['a form', { body: 'text=Hello+there', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'Hello there'],
    [
      'a form with a payload',
      { body: `payload=${encodeURIComponent('{"text":"Hi"}')}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'Hi',
    ],
    ['plain text', { body: 'Disk is full', headers: { 'content-type': 'text/plain; charset=utf-8' } }, 'Disk is full'],
    ['another shape', { body: { build: 7, ok: true } }, '```json\n{\n  "build": 7,\n  "ok": true\n}\n```'],
    ['a shape with a fence in it', { body: { a: '```\n# x' } }, '````json\n{\n  "a": "```\\n# x"\n}\n````'],
    [
      "Slack's form",
      {
        body: {
          text: 'Build <https://ci.example/7|#7> is *red*',
          attachments: [
            { title: 'Log', title_link: 'https://ci.example/7/log', text: '3 tests failed', fields: [{ title: 'Branch', value: 'main' }] },
          ],
        },
      },
      'Build [#7](https://ci.example/7) is **red**\n**[Log](https://ci.example/7/log)**\n3 tests failed\n**Branch:** main',
    ],
    [
      'blocks of Slack',
      {
        body: {
          blocks: [
            { type: 'header', text: { type: 'plain_text', text: 'Deploy' } },
            { type: 'section', text: { text: '*done*' } },
          ],
        },
      },
      '**Deploy**\n**done**',
    ],
    [
      "Discord's form",
      {
        body: {
          content: 'New',
          username: 'Bot',
          embeds: [
            {
              title: 'v1',
              url: 'https://d.example/1',
              description: 'Notes',
              fields: [{ name: 'By', value: 'Ada' }],
              footer: { text: 'ci' },
            },
          ],
        },
      },
      '**Bot**\nNew\n**[v1](https://d.example/1)**\nNotes\n**By:** Ada\n*ci*',
    ],
    [
      'a webhook of another Lanai',
      { body: { type: 'clawchat.message.created', message: { agent_name: 'Ada', author_role: 'owner', content: 'Hi' } } },
      '**Ada**\nHi',
    ],
  ])('with %s is a message', async (_what, asked, content) => {
    expect(await textOf(await hook(), asked)).toBe(content);
  });

  it('offers choices', async () => {
    const to = await hook();
    await send(to, { body: { text: 'Deploy?', choices: ['Yes', 'No'] } });
    expect((await messagesIn(to.room_id))[0]).toMatchObject({ choices: ['Yes', 'No'] });
  });

  it('that another webhook caused posts nothing: two servers would do it for ever', async () => {
    const to = await hook();
    const body = { type: 'clawchat.message.created', message: { agent_name: 'Builds', author_role: 'webhook', content: 'Hi' } };
    expect((await send(to, { body })).json()).toMatchObject({ outcome: 'skipped', message_id: null });
    expect(await messagesIn(to.room_id)).toEqual([]);
  });
});

describe('An event of GitHub', () => {
  const event = (name: string, body: unknown, more: Record<string, string> = {}): Ask => ({
    body,
    headers: { 'x-github-event': name, 'x-github-delivery': crypto.randomUUID(), 'content-type': 'application/json', ...more },
  });
  it('counts all commits of a long push, and shows the newest', async () => {
    const text = await textOf(await hook({ template: 'github' }), event('push', pushOf(60)));
    expect(text).toContain('pushed [60 commits]');
    expect(text).toContain('Commit 59');
    expect(text).not.toContain('Commit 54 ');
    expect(text).toContain('and 55 more');
  });

  const repository = '[ada/lighthouse](https://github.com/ada/lighthouse)';

  it.each<[string, string, unknown, string]>([
    ['ping', 'ping', PING, `${repository} is connected.\n> Keep it logically awesome.`],
    [
      'push',
      'push',
      pushOf(2),
      `**ada** pushed [2 commits](https://github.com/ada/lighthouse/compare/a...b) to main of ${repository}\n- [c000000](https://github.com/ada/lighthouse/commit/c0) Commit 0 \\*bold\\*\n- [c100000](https://github.com/ada/lighthouse/commit/c1) Commit 1 \\*bold\\*`,
    ],
    [
      'pull request',
      'pull_request',
      pullRequestOf('opened'),
      `**ada** opened the pull request [\\#12 Add a lamp](https://github.com/ada/lighthouse/pull/12) in ${repository}\n> It is **bright**.`,
    ],
    [
      'merge',
      'pull_request',
      pullRequestOf('closed', true),
      `**ada** merged the pull request [\\#12 Add a lamp](https://github.com/ada/lighthouse/pull/12) in ${repository}`,
    ],
    [
      'issue',
      'issues',
      issueOf('closed'),
      `**ada** closed the issue [\\#3 It is dark](https://github.com/ada/lighthouse/issues/3) in ${repository}`,
    ],
    [
      'comment',
      'issue_comment',
      commentOf(),
      `**ada** [commented](https://github.com/ada/lighthouse/issues/3#issuecomment-1) on [\\#3 It is dark](https://github.com/ada/lighthouse/issues/3) in ${repository}\n> Light it, \\@everyone`.replace(
        '\\@',
        '@',
      ),
    ],
    [
      'release',
      'release',
      releaseOf(),
      `**ada** published the release [v1.0](https://github.com/ada/lighthouse/releases/v1.0) of ${repository}\n> First light`,
    ],
    ['run', 'workflow_run', runOf('failure'), `[CI](https://github.com/ada/lighthouse/actions/runs/9) ❌ failed on main in ${repository}`],
  ])('%s is a message', async (_what, name, body, content) => {
    expect(await textOf(await hook({ template: 'github' }), event(name, body))).toBe(content);
  });

  it('comes as a form too', async () => {
    const asked = {
      ...event('ping', `payload=${encodeURIComponent(JSON.stringify(PING))}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    expect(await textOf(await hook({ template: 'github' }), asked)).toContain('is connected.');
  });

  it.each([
    ['another event', 'star', { action: 'created' }, /"star" posts no message/],
    ['another action', 'issues', issueOf('labeled'), /"labeled" posts no message/],
    ['a push without commits', 'push', pushOf(0), /no commits/],
  ])('is skipped when it is %s', async (_what, name, body, detail) => {
    const to = await hook({ template: 'github' });
    expect((await send(to, event(name, body))).json()).toEqual({
      outcome: 'skipped',
      message_id: null,
      detail: expect.stringMatching(detail),
    });
    expect((await stateOf(to))?.last_delivery).toMatchObject({ outcome: 'skipped' });
  });

  it('needs the header of GitHub', async () => {
    const refused = await send(await hook({ template: 'github' }), { body: PING });
    expect([refused.status, refused.field('detail')]).toEqual([400, expect.stringContaining('X-GitHub-Event: missing')]);
  });

  it('that is delivered again posts no second message', async () => {
    const to = await hook({ template: 'github' });
    const asked = event('ping', PING);
    const [first, again] = [await send(to, asked), await send(to, asked)];
    expect(again.json()).toEqual(first.json());
    expect(await messagesIn(to.room_id)).toHaveLength(1);
  });

  it('is checked against the signing secret', async () => {
    const to = await hook({ template: 'github', signing_secret: 'between us' });
    expect(await stateOf(to)).toMatchObject({ is_signed: true });
    const body = JSON.stringify(PING);
    const signed = (secret: string): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    for (const headers of [{}, { 'x-hub-signature-256': signed('guess') }, { 'x-hub-signature-256': 'sha256=' }] as Record<
      string,
      string
    >[])
      expect((await send(to, event('ping', body, headers))).status).toBe(403);
    expect((await send(to, event('ping', body, { 'x-hub-signature-256': signed('between us') }))).status).toBe(200);
    expect(await messagesIn(to.room_id)).toHaveLength(1);
    expect((await home.owner.get('/api/incoming-webhooks')).text).not.toContain('between us');
    await home.owner.patch(`/api/incoming-webhooks/${to.id}`, { signing_secret: null });
    expect((await send(to, event('ping', body))).status).toBe(200);
  });
});

describe('An alert of Grafana', () => {
  it('is a message when it fires and when it is resolved', async () => {
    const to = await hook({ template: 'grafana' });
    expect(await textOf(to, { body: GRAFANA })).toBe(
      [
        '🔴 **Firing** [High CPU](https://grafana.example/d/1)',
        '> CPU is above 90%',
        'instance: web-1 · values: B 93.5 · [Silence](https://grafana.example/silence)',
        '🟢 **Resolved** [Disk full](https://grafana.example/g/2)',
        'instance: web-2',
      ].join('\n'),
    );
  });

  it('says how many more there are', async () => {
    const alerts = Array.from({ length: 12 }, () => alertOf('firing'));
    expect(await textOf(await hook({ template: 'grafana' }), { body: { alerts } })).toMatch(/\nand 2 more$/);
  });

  it('is refused without alerts', async () => {
    expect((await send(await hook({ template: 'grafana' }), { body: { text: 'x' } })).field('detail')).toContain('alerts: missing');
  });
});
