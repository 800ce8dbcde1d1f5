/** Fields that Jira guards with a permission of their own, beside the one to create or edit the issue. */

const GUARDED: Readonly<Record<string, string>> = {
  assignee: 'ASSIGN_ISSUES',
  reporter: 'MODIFY_REPORTER',
  duedate: 'SCHEDULE_ISSUES',
};

/** The permissions somebody needs who sets these fields himself; each once. */
export function fieldRights(fields: ReadonlyArray<{ id: string }>): string[] {
  const rights = fields.flatMap(({ id }) =>
    Object.hasOwn(GUARDED, id) ? [GUARDED[id] ?? ''] : [],
  );
  return [...new Set(rights)].sort();
}
