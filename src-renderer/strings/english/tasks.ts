/** In the lists of tasks. */
export const tasksWords = {
  openTasks: (count: number) => `Open tasks · ${count}`,
  allTasks: 'All',
  noTasks: 'No tasks yet',
  noTasksText: 'Tasks of this room and their assignees. Agents can take tasks too.',
  nobodyYet: 'Unassigned',
  status: { pending: 'To do', in_progress: 'In progress', blocked: 'Blocked', completed: 'Done', cancelled: 'Cancelled' },
  /** Over those that are as far. */
  statusAndCount: (status: string, count: number) => `${status} · ${count}`,
  whoAndStatus: (who: string, status: string) => `${who} · ${status}`,
  howFar: (title: string) => `Status of “${title}”`,
  changeHowFar: (status: string, title: string) => `${status}: change the status of “${title}”`,
};
