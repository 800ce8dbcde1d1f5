/**
 * `project.create`, from one of Jira's templates. Jira makes schemes of its own for it; sharing the schemes of another
 * project is no documented operation, and is asked for afterwards by the actions on schemes.
 */
import { z } from 'zod';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonFact, ResolveContext } from '../action.ts';
import {
  defineAction,
  factsOf,
  found,
  type Outcome,
  optionalWords,
  precondition,
  words,
} from '../define-action.ts';
import { projectRead } from '../look-up/find-project.ts';
import { findUser } from '../look-up/find-user.ts';
import { namedId } from '../look-up/named-id.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import {
  freeProjectKey,
  freeProjectName,
  keyRead,
  nameRead,
  readProjectKey,
  readProjectName,
} from '../look-up/project-names.ts';
import { findProjectTemplate, type ProjectTemplate } from '../look-up/project-templates.ts';
import { itemsAt, textAt } from '../look-up/read-answer.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { changedRows } from '../look-up/text-changes.ts';
import { operations, readOf, requestOf } from '../operations.ts';
import { orNone, quoted } from '../sentence-words.ts';

type Args = { key: string; name: string; template: string; lead: string; description?: string };

interface Wish {
  key: string;
  name: string;
  template: ProjectTemplate;
}

function wishIn(args: Args): Result<Wish, Obstacle> {
  const key = readProjectKey(args.key);
  if (!key.ok) return key;
  const name = readProjectName(args.name);
  if (!name.ok) return name;
  const template = findProjectTemplate(args.template);
  if (!template.ok) return template;
  return ok({ key: key.value, name: name.value, template: template.value });
}

function* resolve(args: Args, context: ResolveContext): Reading<Outcome<'project.create'>> {
  const wish = wishIn(args);
  if (!wish.ok) return wish;
  const { key, name, template } = wish.value;
  const [freeKey, freeName, offered, lead] = yield* readTogether(
    freeProjectKey(key),
    freeProjectName(name),
    isOffered(template),
    findUser(args.lead, context),
  );
  if (!freeKey.ok) return freeKey;
  if (!freeName.ok) return freeName;
  if (!offered.ok) return offered;
  if (!lead.ok) return lead;
  return found(findingOf(wish.value, lead.value, args.description?.trim() ?? '', context));
}

/** A type of project is there only where its product is. */
function* isOffered({ type, name }: ProjectTemplate): Reading<Result<null, Obstacle>> {
  const [answer] = yield* readAll([readOf('getAllAccessibleProjectTypes', { pick: ['[].key'] })]);
  if (answer.status !== 200) return refusedRead('the types of projects', answer);
  if (itemsAt(answer.body).some((each) => textAt(each, 'key') === type)) return ok(null);
  return unsupported(`This site cannot have a ${name} project: the product for it is not there.`);
}

const TYPE_NAMES: Readonly<Record<ProjectTemplate['type'], string>> = {
  software: 'software',
  business: 'business',
  service_desk: 'service',
};

function findingOf(
  { key, name, template }: Wish,
  lead: PersonFact,
  description: string,
  context: ResolveContext,
) {
  const management = template.isTeamManaged ? 'team-managed' : 'company-managed';
  return {
    target: {
      key,
      name,
      description,
      template: { name: template.name, key: template.key, type: template.type },
      lead: { accountId: lead.accountId, name: lead.name },
    },
    facts: factsOf(context, {
      targets: [
        { kind: 'project' as const, id: 'new', name: key },
        { kind: 'user' as const, id: lead.accountId, name: lead.name },
      ],
      projectIds: [],
      people: [lead],
      counts: { users: 1, projects: 1 },
      hasCompleteInverse: false,
      changesProjects: false,
    }),
    rows: changedRows([
      { label: `Project ${key}`, before: 'does not exist', after: name },
      {
        label: 'Template',
        before: 'none',
        after: `${template.name} (${TYPE_NAMES[template.type]} project, ${management})`,
      },
      { label: 'Lead', before: 'nobody', after: lead.name },
      { label: 'Description', before: 'none', after: orNone(description) },
    ]),
    preconditions: [
      precondition(`The key ${key} is free`, keyRead(key), { status: 200, body: key }),
      precondition(`The name ${quoted(name)} is free`, nameRead(name), { status: 200, body: name }),
    ],
    radius: [
      'It holds no issue yet; Jira makes its schemes and its board',
      ...(template.type === 'service_desk' ? ['Each of its agents needs an agent licence'] : []),
    ],
  };
}

/** Catalogue entry of `project.create`. */
export const createProject = defineAction('project.create', {
  area: 'projects',
  title: 'Create a project',
  defaultClass: 'requires-approval',
  approvalBecause: 'A project takes a key for good and brings schemes of its own.',
  level: 'standard',
  reversibility: {
    kind: 'partial',
    sentence: 'Can be undone into the recycle bin; the schemes Jira makes for it stay',
  },
  blastRadius:
    'no issue; the schemes Jira makes for it; agent licences where it is a service project',
  connections: ['forge', 'oauth'],
  writes: operations('createProject'),
  reads: operations(
    'getProject',
    'getValidProjectKey',
    'getValidProjectName',
    'getAllAccessibleProjectTypes',
    'findUsers',
    'getUser',
    'getBulkPermissions',
  ),
  schema: z.strictObject({
    key: words,
    name: words,
    template: words,
    lead: words,
    description: optionalWords,
  }),
  resolve,
  compile: ({ key, name, description, template, lead }) => [
    requestOf('createProject', {
      body: {
        key,
        name,
        projectTypeKey: template.type,
        projectTemplateKey: template.key,
        leadAccountId: lead.accountId,
        ...(description !== '' && { description }),
      },
      capture: { projectId: 'id' },
    }),
  ],
  check: ({ key, name, lead }) => ({
    reads: [projectRead(key, ['key', 'name', 'lead.accountId'])],
    judge([answer]) {
      if (answer?.status === 404) return 'not-done';
      if (answer?.status !== 200) return 'unknown';
      const { body } = answer;
      const isSame =
        textAt(body, 'key') === key &&
        textAt(body, 'name') === name &&
        textAt(body, 'lead.accountId') === lead.accountId;
      return isSame ? 'done' : 'differs';
    },
  }),
  inverse: ({ key }, { projectId }) => [
    {
      type: 'project.delete',
      args: { project: projectId === undefined ? key : namedId(projectId) },
    },
  ],
});
