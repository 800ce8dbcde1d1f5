/** Components and versions of the seeded site: ABC has some of each, OLD one of each of the same name. */
import type { ComponentDescription, VersionDescription } from './world/versions-types.ts';

/** All components; "Search" leads to Jonas Keller, nothing is in "Payment". */
export const seedComponents: readonly ComponentDescription[] = [
  {
    project: 'ABC',
    name: 'Search',
    description: 'Finding articles',
    lead: 'Jonas Keller',
    assigneeType: 'COMPONENT_LEAD',
    issues: ['ABC-1', 'ABC-2', 'ABC-3'],
  },
  { project: 'ABC', name: 'Basket', lead: 'Kim Park', issues: ['ABC-4', 'ABC-5', 'ABC-8'] },
  { project: 'ABC', name: 'Payment', description: 'Not in use yet' },
  { project: 'OLD', name: 'Basket', issues: ['OLD-2'] },
];

/** All versions; 1.0 is out, 1.1 comes next. */
export const seedVersions: readonly VersionDescription[] = [
  {
    project: 'ABC',
    name: '1.0',
    description: 'First release',
    released: true,
    startDate: '2026-09-01',
    releaseDate: '2026-10-01',
    fixes: ['ABC-1', 'ABC-2'],
  },
  {
    project: 'ABC',
    name: '1.1',
    startDate: '2026-10-01',
    releaseDate: '2026-12-01',
    fixes: ['ABC-3', 'ABC-4', 'ABC-9'],
    affects: ['ABC-7'],
  },
  { project: 'ABC', name: '1.2', description: 'Later' },
  { project: 'OLD', name: '1.0', archived: true },
];
