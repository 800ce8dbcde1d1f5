/** The desk of the seeded site: its customers, organisations and request types. */
import type { WorldDescription } from './world/describe-world.ts';

/** Acme sends requests to SUP; Berg is new and not on any desk. */
export const seedOrganizations: NonNullable<WorldDescription['organizations']> = [
  { name: 'Acme', members: ['Bruno Acme'] },
  { name: 'Berg', members: ['Cleo Berg', 'Rita Guest'] },
];

/** SUP takes requests of its customers only. */
export const seedDesks: NonNullable<WorldDescription['desks']> = [
  {
    project: 'SUP',
    customers: ['Anna Acme', 'Carl Acme'],
    organizations: ['Acme'],
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
  },
];
