/** What Jira asks of somebody who shares a filter, board or dashboard himself. */
import type { WishedShare } from '../look-up/find-share.ts';

/** The global permission "Share dashboards and filters". */
export const SHARING = 'CREATE_SHARED_OBJECTS';

/** Why it is not known that who asked may share with this audience; undefined where anybody who shares may. */
export function audienceDoubt({ type }: Pick<WishedShare, 'type'>): string | undefined {
  return type === 'group'
    ? 'Jira lets people share only with groups they are in, and nothing says that the person who asked is in this one.'
    : undefined;
}
