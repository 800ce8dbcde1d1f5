/** A project, the issue type scheme it uses, and an issue type: what is found of them, and what is shown. */
import type { JiraReadResult } from '../../requests/jira-request.ts';
import type { Reading } from '../../requests/reading.ts';
import { ok, type Result } from '../../result.ts';
import type { ResolveContext } from '../action.ts';
import { factsOf, precondition } from '../define-action.ts';
import { memberHolds } from '../effects.ts';
import {
  findIssueType,
  type IssueType,
  issueTypeRead,
  issueTypeTarget,
} from '../look-up/find-issue-type.ts';
import { findProject, type Project } from '../look-up/find-project.ts';
import { schemeTarget } from '../look-up/find-scheme.ts';
import {
  findTypeSchemes,
  pinTypeScheme,
  schemeTypesIn,
  schemeTypesRead,
  type TypeScheme,
  type TypeSchemes,
} from '../look-up/find-type-schemes.ts';
import { type Obstacle, refusedRead, unsupported } from '../look-up/obstacle.ts';
import { readAll, readTogether } from '../look-up/read-together.ts';
import { sharingFacts } from '../look-up/shared-projects.ts';
import { countWithNames, listOf, quoted } from '../sentence-words.ts';

/** What the wish says. */
export type Args = { project: string; issueType: string };

/** What was found. */
export interface Found {
  project: Project;
  type: IssueType;
  scheme: TypeScheme;
  schemes: TypeSchemes;
  typeIds: string[];
  answer: JiraReadResult;
}

/** Finds project, type and scheme. */
export function* findBoth(args: Args, context: ResolveContext): Reading<Result<Found, Obstacle>> {
  const [project, type, schemes] = yield* readTogether(
    findProject(args.project, context),
    findIssueType(args.issueType, context),
    findTypeSchemes(),
  );
  if (!project.ok) return project;
  const { key, isTeamManaged, isArchived, id } = project.value;
  if (isArchived) return unsupported(`The project ${key} is archived. Restore it first.`);
  if (isTeamManaged) {
    return unsupported(`${key} is team-managed; its issue types are kept in the project itself.`);
  }
  if (!type.ok) return type;
  const scheme = schemes?.schemes.find(({ projects }) => projects.some((one) => one.id === id));
  if (schemes === null || scheme === undefined) {
    return unsupported(`Kraken could not find out which projects share the issue types of ${key}.`);
  }
  const [answer] = yield* readAll([schemeTypesRead(scheme.id)]);
  const typeIds = schemeTypesIn(answer);
  if (typeIds === null) return refusedRead(`the issue types of ${quoted(scheme.name)}`, answer);
  return ok({ project: project.value, type: type.value, scheme, schemes, typeIds, answer });
}

const nameRead = (typeId: string) => issueTypeRead(typeId, ['id', 'name']);

/** Target, facts, rows and preconditions of a type that enters or leaves the scheme. */
export function* describe(
  { project, type, scheme, schemes, typeIds, answer }: Found,
  canGoBack: boolean,
  context: ResolveContext,
) {
  const [pins, [named]] = yield* readTogether(
    pinTypeScheme(scheme, schemes),
    readAll([nameRead(type.id)]),
  );
  const isIn = typeIds.includes(type.id);
  const shared = sharingFacts(schemeTarget(scheme), scheme.projects, project, context);
  const names = (shared.sharedWith ?? []).map(({ name }) => name);
  return {
    target: {
      project: { id: project.id, key: project.key },
      scheme: { id: scheme.id, name: scheme.name },
      type: { id: type.id, name: type.name },
      others: names,
      canGoBack,
    },
    facts: factsOf(context, {
      ...shared,
      targets: [...shared.targets, issueTypeTarget(type)],
      hasCompleteInverse: canGoBack,
    }),
    rows: [
      {
        label: `Issue type ${quoted(type.name)} in ${listOf([project.key, ...names])}`,
        before: isIn ? 'offered' : 'not offered',
        after: isIn ? 'not offered' : 'offered',
      },
    ],
    preconditions: [
      {
        ...precondition(
          `Issue types of ${quoted(scheme.name)}`,
          schemeTypesRead(scheme.id),
          answer,
        ),
        holds: memberHolds({ list: 'values[].issueTypeId', value: type.id }, isIn),
      },
      precondition(`Name of the issue type ${quoted(type.name)}`, nameRead(type.id), named),
      ...pins,
    ],
    radius: [
      names.length === 0
        ? `No other project uses ${quoted(scheme.name)}`
        : countWithNames(
            names,
            `other project uses ${quoted(scheme.name)}`,
            `other projects use ${quoted(scheme.name)}`,
          ),
    ],
  };
}
