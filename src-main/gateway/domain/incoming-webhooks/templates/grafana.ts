// Alerts of Grafana, and of Prometheus' Alertmanager, which sends the same.
import { AppError } from '../../../../../src-shared/errors.ts';
import { listOf, objectOf, textIn, type Fields } from './fields.ts';
import { lines, link, plain, quote, type Rendered } from './markdown.ts';

const ALERTS_SHOWN = 10;

export function grafanaMessage(fields: Fields): Rendered {
  const alerts = listOf(fields, 'alerts');
  if (alerts.length === 0) throw new AppError('invalid_payload', 'alerts: missing. This webhook takes the alerts of Grafana.');
  const shown = alerts.slice(0, ALERTS_SHOWN).map(alertText);
  const more = alerts.length > shown.length ? `and ${alerts.length - shown.length} more` : null;
  return { content: lines(...shown, more) };
}

function alertText(alert: Fields): string {
  const labels = objectOf(alert, 'labels');
  const annotations = objectOf(alert, 'annotations');
  const isResolved = textIn(alert, 'status') === 'resolved';
  const name = textIn(labels, 'alertname') ?? 'An alert';
  const address = textIn(alert, 'panelURL') ?? textIn(alert, 'dashboardURL') ?? textIn(alert, 'generatorURL');
  const values = valuesIn(alert);
  const others = Object.keys(labels)
    .filter((label) => label !== 'alertname' && label !== 'grafana_folder' && !label.startsWith('__'))
    .slice(0, 6)
    .map((label) => `${plain(label, 40)}: ${plain(textIn(labels, label) ?? '', 60)}`);
  const said = textIn(annotations, 'summary', 'description', 'message') ?? '';
  const silence = isResolved ? '' : link('Silence', textIn(alert, 'silenceURL'));
  return lines(
    `${isResolved ? '🟢 **Resolved**' : '🔴 **Firing**'} ${link(name, address)}`,
    quote(said),
    [...others, ...(values === '' ? [] : [`values: ${values}`]), ...(silence === 'Silence' || silence === '' ? [] : [silence])].join(' · '),
  );
}

/** `{ "B": 22.3 }` as `B 22.3`. */
function valuesIn(alert: Fields): string {
  const values = objectOf(alert, 'values');
  return Object.keys(values)
    .slice(0, 6)
    .flatMap((name) => (typeof values[name] === 'number' ? `${plain(name, 20)} ${values[name]}` : []))
    .join(', ');
}
