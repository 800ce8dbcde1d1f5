/** How much of what was sent Jira accepted, by the statuses of its answers. */
export function partAccepted(statuses: readonly number[]): 'none' | 'part' | 'all' {
  const accepted = statuses.filter((status) => status >= 200 && status < 400).length;
  if (accepted === 0) return 'none';
  return accepted === statuses.length ? 'all' : 'part';
}
