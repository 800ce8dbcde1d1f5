/** Filters and dashboards of the seeded site, beside the filter that every board has. */
import type { DashboardDescription, FilterDescription } from './world/boards-types.ts';

/** "My issues" is the name of two filters; Greta Lind has left; the release list is Kraken's own. */
export const seedFilters: readonly FilterDescription[] = [
  {
    name: 'Open bugs of ABC',
    owner: 'Ben Carter',
    jql: 'project = ABC AND issuetype = Bug AND statusCategory != Done',
    share: ['project:ABC'],
  },
  { name: 'My issues', owner: 'Dan Reporter', jql: 'assignee = currentUser()' },
  { name: 'My issues', owner: 'Tom Becker', jql: 'reporter = currentUser()' },
  {
    name: 'Estimates of 2019',
    owner: 'Greta Lind',
    jql: 'project = ABC',
    share: ['group:qa-leads'],
  },
  { name: 'Release list', owner: 'Kraken', jql: 'project = ABC', share: ['project:ABC'] },
];

/** Dashboards; the release board is Kraken's own. */
export const seedDashboards: readonly DashboardDescription[] = [
  { name: 'Shop figures', owner: 'Ben Carter', share: ['loggedin'] },
  { name: 'Release figures', owner: 'Kraken', share: ['project:ABC'] },
];
