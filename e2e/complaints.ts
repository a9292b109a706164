import type { Page } from '@playwright/test';

/** The complaints of a page from now on: a policy that was broken, a script that failed, a dialog that something opened. */
export function listenForComplaints(page: Page, complaints: string[]): void {
  listenForDialogs(page, complaints);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
}

export function listenForDialogs(page: Page, complaints: string[]): void {
  page.on('dialog', (dialog) => {
    complaints.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}
