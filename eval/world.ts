/**
 * The world a request text is read in, as its label assumes: every name the text uses stands for exactly one thing,
 * the requester is active and administers the projects, nothing is shared. Made from the arguments the analyst
 * proposed; it knows no label and no outcome.
 */
import type { ProposedAction } from '@kraken/shared';
import { seedWorld } from '../sandbox/jira/seed-world.ts';
import type { WorldDescription } from '../sandbox/jira/world/describe-world.ts';
import type { World } from '../sandbox/jira/world/world-types.ts';
import { fold, ISSUE, isOneself, type Mentions, mentionsOf } from './mentions.ts';

/** Who files the tickets. */
export const REQUESTER = 'Dan Reporter';

type Project = WorldDescription['projects'][number];
type User = WorldDescription['users'][number];

const SEED_SCHEME = 'Software scheme';

function isKnownPerson(words: string, users: readonly User[]): boolean {
  const wanted = fold(words);
  return users.some((user) => {
    const name = user.name.toLowerCase();
    return name === wanted || name.startsWith(`${wanted} `) || user.email === wanted;
  });
}

function newUser(words: string, index: number): User {
  const bare = words.replace(/^@/, '');
  const isAddress = bare.includes('@');
  const email = isAddress ? bare.toLowerCase() : `person${index}@corp.example`;
  return { name: isAddress ? `Person ${index}` : bare, email, groups: ['jira-software-users'] };
}

function usersFor(mentions: Mentions): User[] {
  // The label's world knows one person of each name.
  const users = seedWorld.users.filter((user, at, all) => {
    return all.findIndex(({ name }) => name === user.name) === at;
  });
  for (const words of mentions.people) {
    if (!isOneself(words) && !isKnownPerson(words, users)) users.push(newUser(words, users.length));
  }
  return users;
}

function personNamed(words: string, users: readonly User[]): string {
  const wanted = fold(words);
  const found = users.find(({ name, email }) => {
    return (
      name.toLowerCase() === wanted ||
      name.toLowerCase().startsWith(`${wanted} `) ||
      email === wanted
    );
  });
  return found?.name ?? REQUESTER;
}

function projectsFor(mentions: Mentions, users: readonly User[]): Project[] {
  return [...mentions.projects.values()].map(({ key, name, members }): Project => {
    // Who asks to be added holds no such role yet.
    const standing = mentions.asksForOneself ? 'Developers' : 'Administrators';
    const roles: Record<string, string[]> = { Administrators: ['Ana Admin'] };
    roles[standing] = [...(roles[standing] ?? []), REQUESTER];
    for (const [role, people] of members) {
      roles[role] = [
        ...(roles[role] ?? []),
        ...[...people].map((words) => personNamed(words, users)),
      ];
    }
    const { deleted, desks } = mentions.things;
    return {
      key,
      name,
      lead: 'Ana Admin',
      scheme: `Scheme of ${key}`,
      roles,
      ...(deleted.has(key) && { deleted: true }),
      ...(desks.has(key) && { type: 'service_desk' as const, desk: {} }),
    };
  });
}

/** A project that shares the scheme: a copy of a scheme is for those that others use as well. */
function sharersOf(projects: readonly Project[], sharing: ReadonlySet<string>): Project[] {
  return projects
    .filter(({ key }) => sharing.has(key))
    .map((project, at) => ({ ...project, key: `SHARER${at}`, name: `Sharer ${at}` }));
}

function fieldsFor(mentions: Mentions): WorldDescription['fields'] {
  const { newFields, things } = mentions;
  const named = [...things.fields].filter(([name]) => !newFields.has(name));
  const isNamed = (name: string) => named.some(([other]) => fold(other) === fold(name));
  const kept = seedWorld.fields.filter(({ name, projects: where }) => {
    return where === undefined && !newFields.has(name) && !isNamed(name);
  });
  return [
    ...kept,
    ...named.map(([name, { project, options }]) => ({
      name,
      type: 'select',
      projects: [project],
      options: [...options],
    })),
  ];
}

function unique<T extends { name: string; project: string }>(things: readonly T[]): T[] {
  return [
    ...new Map(things.map((thing) => [`${thing.project} ${fold(thing.name)}`, thing])).values(),
  ];
}

/** What actions name besides people, projects, issues and sprints. */
function thingsFor({ things }: Mentions): Partial<WorldDescription> {
  const events = new Map<string, Record<string, string[]>>();
  for (const { project, event, recipient } of things.notifications) {
    const name = `Issue ${event.charAt(0).toUpperCase()}${event.slice(1)}`;
    events.set(project, { ...events.get(project), [name]: [recipient, 'reporter'] });
  }
  return {
    groups: [...new Set([...seedWorld.groups, ...things.groups])],
    components: unique(things.components),
    versions: unique(things.versions),
    filters: [...things.filters].map((name) => {
      return { name, owner: 'Ana Admin', jql: 'order by created', share: ['loggedin'] };
    }),
    dashboards: [...things.dashboards].map((name) => {
      return { name, owner: 'Ana Admin', share: ['loggedin'] };
    }),
    notificationSchemes: [...events].map(([project, named]) => {
      return { name: `Notifications of ${project}`, projects: [project], events: named };
    }),
    securitySchemes: [],
    fieldSetup: {},
  };
}

function schemesFor(mentions: Mentions, keys: readonly string[]): WorldDescription['schemes'] {
  const model = seedWorld.schemes.find(({ name }) => name === SEED_SCHEME);
  const grants = model?.grants ?? {};
  const named = [...mentions.schemes].filter((name) => {
    return !seedWorld.schemes.some((scheme) => scheme.name.toLowerCase() === name.toLowerCase());
  });
  return [
    ...seedWorld.schemes,
    ...[...keys.map((key) => `Scheme of ${key}`), ...named].map((name) => ({ name, grants })),
  ];
}

function workflowsFor(mentions: Mentions): WorldDescription['workflows'] {
  const [model, ...rest] = seedWorld.workflows;
  if (model === undefined) return rest;
  const isNew = (name: string) => {
    return [...mentions.things.newStatuses].some((other) => fold(other) === fold(name));
  };
  const first = {
    ...model,
    statuses: model.statuses.filter(({ name }) => !isNew(name)),
    transitions: model.transitions.filter(({ to }) => !isNew(to)),
  };
  // A workflow of no project: its statuses are those of the site.
  const spare = { ...model, name: 'Spare workflow' };
  const known = new Set(
    seedWorld.workflows.flatMap(({ statuses }) => statuses.map(({ name }) => fold(name))),
  );
  const verbs = new Set(['close', 'resolve', 'reopen']);
  const missing = [...mentions.statuses].filter(
    (name) => !known.has(fold(name)) && !verbs.has(fold(name)) && !isNew(name),
  );
  return [
    {
      ...first,
      statuses: [
        ...first.statuses,
        ...missing.map((name) => ({ name, category: 'indeterminate' as const })),
      ],
      transitions: [
        ...first.transitions,
        ...missing.map((name, at) => ({ id: String(101 + at), name, to: name })),
      ],
    },
    ...rest,
    ...(mentions.things.newStatuses.size > 0 ? [spare] : []),
  ];
}

function boardsFor(mentions: Mentions, keys: readonly string[]): WorldDescription['boards'] {
  return keys.map((project) => {
    const named = [...mentions.sprints].filter(
      ([name, key]) => key === project && !['current', 'next'].includes(name),
    );
    return {
      name: `${project} board`,
      project,
      sprints: [
        { name: `${project} running`, state: 'active' as const, startDay: -5 },
        ...named.map(([name]) => ({ name, state: 'future' as const })),
        ...(named.length === 0 ? [{ name: `${project} following`, state: 'future' as const }] : []),
      ],
    };
  });
}

function issuesFor(mentions: Mentions): WorldDescription['issues'] {
  const highest = new Map<string, number>();
  for (const words of mentions.issues.keys()) {
    const [, key = '', number = '0'] = ISSUE.exec(words) ?? [];
    highest.set(key, Math.max(highest.get(key) ?? 0, Number(number)));
  }
  return [...highest].flatMap(([project, count]) =>
    Array.from({ length: count }, (_, at) => {
      const key = `${project}-${at + 1}`;
      const { status = 'To Do', sprint } = mentions.issues.get(key) ?? {};
      const isDone = status === 'Done';
      return {
        key,
        summary: `Work item ${at + 1}`,
        reporter: REQUESTER,
        status,
        ...(isDone && { resolution: 'Done' }),
        ...(sprint !== undefined && { sprints: [sprint] }),
      };
    }),
  );
}

/** Adds what a description cannot hold: issue types and priority schemes that are named. */
export function furnish(world: World, actions: readonly ProposedAction[]): void {
  const { issueTypes, prioritySchemes } = mentionsOf(actions).things;
  const types = Object.values(world.issueTypes).map(({ name }) => fold(name));
  [...issueTypes]
    .filter((name) => !types.includes(fold(name)))
    .forEach((name, at) => {
      const id = String(10_900 + at);
      world.issueTypes[id] = { id, name, description: '', subtask: false, hierarchyLevel: 0 };
    });
  const [model] = Object.values(world.prioritySchemes);
  const schemes = Object.values(world.prioritySchemes).map(({ name }) => fold(name));
  [...prioritySchemes]
    .filter((name) => !schemes.includes(fold(name)))
    .forEach((name, at) => {
      const id = String(10_900 + at);
      if (model !== undefined)
        world.prioritySchemes[id] = { ...model, id, name, isDefault: false, projectIds: [] };
    });
}

/** Builds the world for the actions proposed from one text. */
export function worldFor(actions: readonly ProposedAction[]): WorldDescription {
  const mentions = mentionsOf(actions);
  const users = usersFor(mentions);
  const projects = projectsFor(mentions, users);
  const keys = projects.map(({ key }) => key);
  const help = seedWorld.projects.filter(({ key }) => key === 'HELP' && !keys.includes(key));
  return {
    ...seedWorld,
    users,
    roles: [
      ...seedWorld.roles,
      ...[...mentions.roles].map((name) => ({ name, description: 'Named in the text' })),
    ],
    schemes: schemesFor(mentions, keys),
    workflows: workflowsFor(mentions),
    projects: [...help, ...projects, ...sharersOf(projects, mentions.things.sharing)],
    fields: fieldsFor(mentions),
    ...thingsFor(mentions),
    boards: boardsFor(mentions, keys),
    issues: issuesFor(mentions),
  };
}
