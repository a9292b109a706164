// Requests as GitHub and Grafana send them, as far as they matter.
const GITHUB = 'https://github.com/ada/lighthouse';
const repository = { id: 1, full_name: 'ada/lighthouse', name: 'lighthouse', html_url: GITHUB, private: false };
const sender = { login: 'ada', id: 7, type: 'User' };
const issue = { number: 3, title: 'It is dark', html_url: `${GITHUB}/issues/3`, body: 'Very.', user: sender };

export const PING = { zen: 'Keep it logically awesome.', hook_id: 1, repository, sender };

export function pushOf(count: number): object {
  const commits = Array.from({ length: count }, (_, index) => ({
    id: `c${index}${'0'.repeat(38)}`,
    message: `Commit ${index} *bold*\n\nMore words`,
    url: `${GITHUB}/commit/c${index}`,
    author: { name: 'Ada', username: 'ada' },
  }));
  return {
    ref: 'refs/heads/main',
    compare: `${GITHUB}/compare/a...b`,
    created: false,
    deleted: false,
    forced: false,
    commits,
    repository,
    sender,
  };
}

export function pullRequestOf(action: string, merged = false): object {
  const pull_request = { number: 12, title: 'Add a lamp', html_url: `${GITHUB}/pull/12`, body: 'It is **bright**.<!-- hidden -->', merged };
  return { action, number: 12, pull_request, repository, sender };
}

export function issueOf(action: string): object {
  return { action, issue, repository, sender };
}

export function commentOf(): object {
  return {
    action: 'created',
    issue,
    comment: { html_url: `${GITHUB}/issues/3#issuecomment-1`, body: 'Light it, @everyone' },
    repository,
    sender,
  };
}

export function releaseOf(): object {
  const release = { tag_name: 'v1.0', name: 'v1.0', html_url: `${GITHUB}/releases/v1.0`, body: 'First light', prerelease: false };
  return { action: 'published', release, repository, sender };
}

export function runOf(conclusion: string): object {
  return {
    action: 'completed',
    workflow_run: { name: 'CI', conclusion, head_branch: 'main', html_url: `${GITHUB}/actions/runs/9` },
    repository,
    sender,
  };
}

export function alertOf(status: 'firing' | 'resolved'): object {
  return {
    status,
    labels: { alertname: 'High CPU', grafana_folder: 'Servers', instance: 'web-1' },
    annotations: { summary: 'CPU is above 90%' },
    values: { B: 93.5 },
    startsAt: '2026-12-03T09:00:00Z',
    generatorURL: 'https://grafana.example/g/1',
    silenceURL: 'https://grafana.example/silence',
    dashboardURL: 'https://grafana.example/d/1',
  };
}

export const GRAFANA = {
  receiver: 'lanai',
  status: 'firing',
  alerts: [
    alertOf('firing'),
    {
      status: 'resolved',
      labels: { alertname: 'Disk full', instance: 'web-2' },
      annotations: {},
      generatorURL: 'https://grafana.example/g/2',
    },
  ],
  groupLabels: {},
  externalURL: 'https://grafana.example/',
  version: '1',
};
