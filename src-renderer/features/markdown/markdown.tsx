// A text as elements, drawn from the tree that src-shared/text makes of it. No HTML is parsed and none is ever set: only the
// elements that are named here exist.
import { memo, useMemo, useRef, type ReactNode } from 'react';
import type { Named } from '../../../src-shared/mentions.ts';
import { readText } from '../../../src-shared/text/read.ts';
import type { Block, Cell, Inline, ListItem, Side } from '../../../src-shared/text/tree.ts';
import { strings } from '../../strings/strings.ts';
import { useOverflows } from '../../ui/use-overflows.ts';
import { LaterMath } from './drawn/later-math.tsx';
import { LaterCodeBlock } from './later-code-block.tsx';
import { MentionChip } from './mention-chip.tsx';
import { MessageLink } from './message-link.tsx';

interface MarkdownProps {
  text: string;
  /** Those whom the text may name. */
  people: readonly Named[];
}

export const Markdown = memo(function Markdown({ text, people }: MarkdownProps) {
  return useMemo(() => readText(text, people).map((block, index) => <DrawnBlock key={index} block={block} />), [text, people]);
});

function DrawnBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.content)}</p>;
    case 'heading':
      return <p className={`heading heading-${block.level}`}>{inlines(block.content)}</p>;
    case 'code':
      return <LaterCodeBlock code={block.code} info={block.info} isClosed={block.isClosed} />;
    case 'math':
      return (
        <div>
          <LaterMath tex={block.tex} isDisplay />
        </div>
      );
    case 'quote':
      return <blockquote>{blocks(block.blocks)}</blockquote>;
    case 'list':
      return block.isOrdered ? <NumberedList items={block.items} /> : <ul>{block.items.map((item, index) => listItem(item, index))}</ul>;
    case 'table':
      return <Table head={block.head} rows={block.rows} sides={block.sides} />;
    case 'rule':
      return <hr />;
  }
}

function blocks(content: readonly Block[]): ReactNode {
  return content.map((block, index) => <DrawnBlock key={index} block={block} />);
}

/** The same number again and again is Markdown's way to have them counted; other numbers are shown as they were written. */
function NumberedList({ items }: { items: readonly ListItem[] }) {
  const first = items[0]?.number ?? 1;
  const isCounted = items.every(({ number }) => number === first);
  return (
    <ol start={first}>{items.map((item, index) => listItem(item, index, isCounted || item.number === null ? undefined : item.number))}</ol>
  );
}

function listItem({ isDone, blocks: content }: ListItem, key: number, number?: number): ReactNode {
  const [first, ...rest] = content;
  const isLine = first?.kind === 'paragraph';
  return (
    <li key={key} value={number}>
      {isDone !== null && (
        <input type="checkbox" checked={isDone} disabled aria-label={isDone ? strings.markdown.done : strings.markdown.toDo} />
      )}
      {isLine && inlines(first.content)}
      {blocks(isLine ? rest : content)}
    </li>
  );
}

const SIDES: Readonly<Record<Side, string | undefined>> = { start: undefined, center: 'text-center', end: 'text-end' };

function Table({ head, rows, sides }: { head: readonly Cell[]; rows: readonly (readonly Cell[])[]; sides: readonly Side[] }) {
  const side = (column: number): string | undefined => SIDES[sides[column] ?? 'start'];
  return (
    <TableBox>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} className={side(column)}>
                {inlines(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={side(column)}>
                  {inlines(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** A large table scrolls; the keyboard can scroll only what it can focus. */
function TableBox({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const scrolls = useOverflows(box);
  return (
    <div ref={box} className="table-box" {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': strings.markdown.table })}>
      {children}
    </div>
  );
}

function inlines(content: readonly Inline[]): ReactNode {
  return content.map((inline, index) => drawnInline(inline, index));
}

function drawnInline(inline: Inline, key: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'mention':
      return <MentionChip key={key} words={inline.text} ids={inline.ids} />;
    case 'code':
      return <code key={key}>{inline.code}</code>;
    case 'math':
      return <LaterMath key={key} tex={inline.tex} isDisplay={inline.isDisplay} />;
    case 'strong':
      return <strong key={key}>{inlines(inline.content)}</strong>;
    case 'emphasis':
      return <em key={key}>{inlines(inline.content)}</em>;
    case 'deleted':
      return <del key={key}>{inlines(inline.content)}</del>;
    case 'link':
      return (
        <MessageLink key={key} link={inline}>
          {inlines(inline.content)}
        </MessageLink>
      );
  }
}
