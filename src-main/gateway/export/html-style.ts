/** Light and dark as the system is, and on paper without what is only for a screen. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --text: #22211e; --quiet: #605d55; --line: #dedad0; --card: #f2efe8; --link: #0b5f63;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #1b1b1d; --text: #ececea; --quiet: #a9a7a1; --line: #3a3a3d; --card: #27272a; --link: #7fd0d3; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px 16px 64px; max-width: 760px; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
h1 { font-size: 24px; line-height: 1.25; margin: 8px 0; }
h2 { font-size: 14px; font-weight: 600; color: var(--quiet); margin: 32px 0 8px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
p { margin: 0 0 8px; }
span, .about { color: var(--quiet); }
.rooms, .tasks, .reactions { list-style: none; padding: 0; }
.rooms li { padding: 12px 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 4px 12px; justify-content: space-between; }
.rooms span, .by time, .file span, .reactions { font-size: 14px; }
nav { display: flex; justify-content: space-between; gap: 16px; margin: 16px 0; }
article { padding: 8px 0; }
article:target { background: var(--card); box-shadow: 0 0 0 8px var(--card); border-radius: 4px; }
article.reply { margin-left: 24px; padding-left: 12px; border-left: 2px solid var(--line); }
.by { margin: 0; }
.by a { color: var(--quiet); text-decoration: none; margin-left: 4px; font-variant-numeric: tabular-nums; }
.by a:hover { text-decoration: underline; }
.mark { font-size: 13px; border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; margin-left: 4px; }
.quote { margin: 2px 0; padding-left: 8px; border-left: 2px solid var(--line); font-size: 14px; }
.quote a { color: var(--quiet); }
.text > :last-child { margin-bottom: 0; }
.heading { font-weight: 600; }
pre, .table { overflow-x: auto; }
pre { background: var(--card); border-radius: 6px; padding: 8px 12px; margin: 0 0 8px; overflow-wrap: normal; }
code { font: 14px/1.45 ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; background: var(--card); border-radius: 4px; padding: 0 4px; }
pre code { padding: 0; }
blockquote { margin: 0 0 8px; padding-left: 12px; border-left: 2px solid var(--line); }
table { border-collapse: collapse; margin-bottom: 8px; }
th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: start; }
hr { border: 0; border-top: 1px solid var(--line); margin: 12px 0; }
li > p { margin: 0; display: inline; }
.file { margin: 8px 0 0; }
.file img { display: block; max-width: min(100%, 420px); max-height: 420px; width: auto; height: auto; border-radius: 8px; margin-bottom: 4px; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px 8px; margin: 4px 0 0; }
.reactions li { background: var(--card); border-radius: 12px; padding: 0 8px; }
details { margin: 16px 0; padding: 8px 12px; background: var(--card); border-radius: 8px; }
details code, details pre { background: none; }
summary { cursor: pointer; font-weight: 600; }
.tasks li { padding: 4px 0; }
@media print {
  :root { --ground: #fff; --text: #000; --quiet: #444; --line: #bbb; --card: #fff; --link: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  nav, header > a { display: none; }
  article, pre, .file { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
