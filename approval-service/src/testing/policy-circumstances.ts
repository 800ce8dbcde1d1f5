/** The circumstances in which tests classify an action: an ordinary requester on a site as installed. */
import type { PolicyInput } from '@kraken/shared';

export const ORDINARY_CIRCUMSTANCES: Pick<PolicyInput, 'requester' | 'site' | 'history'> = {
  requester: {
    accountId: 'dan',
    kind: 'licensed',
    isActive: true,
    isSiteAdmin: false,
    standings: [],
  },
  site: {
    connection: 'forge',
    mode: 'default',
    autoOff: [],
    thresholds: { users: 5, issues: 10, projects: 1, confidence: 0.7 },
    freezeWindows: [],
  },
  history: { autoActionsOfRequesterLastHour: 0, sameTypeOnTargetLastDay: 0 },
};
