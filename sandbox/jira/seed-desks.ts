/** The desk of the seeded site: its customers, organisations and request types. */
import type { DeskDescription } from './world/describe-world.ts';

/** SUP takes requests of its customers only. Acme is one of them; Berg is new and on no desk. */
export const supportDesk: DeskDescription = {
  customers: ['Anna Acme', 'Carl Acme'],
  organizations: [
    { name: 'Acme', members: ['Bruno Acme'] },
    { name: 'Berg', members: ['Cleo Berg', 'Rita Guest'], isCustomer: false },
  ],
  requestTypes: [
    {
      name: 'Report a problem',
      description: 'Something does not work',
      issueType: 'Service request',
      requests: ['SUP-1'],
    },
    { name: 'Ask a question', issueType: 'Service request' },
  ],
  participants: { 'SUP-1': ['Bruno Acme'] },
};
