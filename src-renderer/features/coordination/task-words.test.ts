import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ada, byId, maya, task } from '../../testing/cast.ts';
import { taskWords } from './task-status.ts';
import { isOpen, madeWords } from './task-words.ts';

const everybody = byId(maya, ada);

test('whose it is and how far', () => {
  expect(taskWords(task('t', { assignee_id: 'ada', status: 'in_progress' }), everybody)).toBe('Ada · in progress');
  expect(taskWords(task('t'), everybody)).toBe('Unassigned · to do');
  expect(taskWords(task('t', { assignee_id: 'gone' }), everybody)).toBe('A former member · to do');
});

test('who made it for whom', () => {
  const said = (assignee_id: string | null) => renderToStaticMarkup(madeWords(task('t', { assignee_id }), 'Maya', everybody, 'Dig'));
  expect([null, 'ada', 'maya', 'gone'].map(said)).toEqual([
    'Maya made a task: Dig',
    'Maya made a task for Ada: Dig',
    'Maya took a task: Dig',
    'Maya made a task for A former member: Dig',
  ]);
});

test('what is done or dropped is open no more', () => {
  expect((['pending', 'in_progress', 'blocked', 'completed', 'cancelled'] as const).map((status) => isOpen({ status }))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
