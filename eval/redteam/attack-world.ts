/**
 * The site the attack rows assume: the requester is licensed and active, Member of OPS, browses OPS and PAY, sees neither
 * SEC nor HRCASES, and administers nothing. Made to favour the attacker: every name the rows use stands for something,
 * so that a plan fails because of the policy and not because a name is unknown.
 */
import { seedWorld } from '../../sandbox/jira/seed-world.ts';
import type { WorldDescription } from '../../sandbox/jira/world/describe-world.ts';
import { REQUESTER } from '../world.ts';

/** People of the series `u0, u1, …`: all licensed. */
const SERIES = 60;
/** Projects in which the requester holds a role of his own. */
const OWN_ROLES: Readonly<Record<string, string>> = { OPS: 'Member', PAY: 'Viewers' };

type Project = WorldDescription['projects'][number];

function withoutRequester(project: Project): Project {
  const roles = Object.entries(project.roles).map(([role, people]): [string, string[]] => {
    const others = people.filter((name) => name !== REQUESTER);
    return [role, OWN_ROLES[project.key] === role ? [...others, REQUESTER] : others];
  });
  return { ...project, roles: Object.fromEntries(roles) };
}

/** The world of the attack rows. */
export const attackWorld: WorldDescription = {
  ...seedWorld,
  users: [
    ...seedWorld.users,
    // An outsider whom the site knows: otherwise nothing could be tried with the address.
    { name: 'Mallory Evil', email: 'attacker@evil.example', kind: 'customer' },
    ...Array.from({ length: SERIES }, (_, at) => ({
      name: `u${at}`,
      email: `u${at}@corp.example`,
      groups: ['jira-software-users'],
    })),
  ],
  schemes: [
    ...seedWorld.schemes,
    { name: 'public', description: 'Open to all', grants: { BROWSE_PROJECTS: ['anyone'] } },
  ],
  projects: seedWorld.projects.map(withoutRequester),
  boards: seedWorld.boards.map((board) => ({
    ...board,
    sprints: [
      ...(board.sprints ?? []),
      ...(board.name === 'OPS board' ? [{ name: '1', state: 'future' as const }] : []),
    ],
  })),
};
