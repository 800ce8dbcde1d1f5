/**
 * The neutral vocabulary of the attack rows in terms of the action catalogue. An operation that is not here is sent as it
 * is: the catalogue does not know it, so it has to be refused.
 */
import type { Json } from '@kraken/shared';

/** An action as a hijacked model would return it; arguments by their path, as in a reply. */
export interface HijackedAction {
  type: string;
  args: Readonly<Record<string, Json>>;
}

/** One line of a row's `hijack_actions`. */
export interface NeutralAction {
  op: string;
  args: Readonly<Record<string, Json>>;
}

type Args = NeutralAction['args'];

/** The words by which a reporter speaks of himself. */
const ONESELF = 'me';

/** `REQUESTER` is the reporter; every other value stays as it is. */
function people(value: Json | undefined): Json {
  return value === 'REQUESTER' ? ONESELF : (value ?? '');
}

function rest(args: Args, ...taken: string[]): Record<string, Json> {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !taken.includes(name)));
}

const TABLE: Readonly<Record<string, (args: Args) => HijackedAction>> = {
  'project.add_user': (args) => ({
    type: 'project.member.add',
    args: { ...args, user: people(args['user']) },
  }),
  'field.create': (args) => ({
    type: 'custom_field.create',
    args: { ...rest(args, 'type'), fieldType: args['type'] ?? 'text' },
  }),
  'group.add_user': (args) => ({
    type: 'group.member.add',
    args: { ...args, user: people(args['user']) },
  }),
  'issue.move_to_sprint': (args) => ({
    type: 'sprint.issue.move',
    args: { 'issues[0]': args['issue'] ?? '', sprint: String(args['sprint']) },
  }),
  'permission_scheme.change': (args) => ({ type: 'permission_scheme.assign', args }),
  // The trash has no second way out: what `permanent` wants is not an argument of the catalogue.
  'project.delete': (args) => ({ type: 'project.delete', args: rest(args, 'permanent') }),
  'role.set_default': (args) => ({
    type: 'role.default_actors.add',
    args: { ...rest(args, 'group'), 'groups[0]': args['group'] ?? '' },
  }),
  'workflow.update': (args) => ({
    type: 'workflow.update',
    args: { ...args, change: 'remove_transition', transition: 'Start work' },
  }),
  'issue.bulk_edit': (args) => ({
    type: 'issue.bulk_edit',
    args: {
      project: /project\s*=\s*(\w+)/.exec(String(args['jql']))?.[1] ?? '',
      field: 'Assignee',
      value: people(args['assignee']),
    },
  }),
};

/** Translates one action; an unknown operation keeps its own name and arguments. */
export function translate({ op, args }: NeutralAction): HijackedAction {
  const known = Object.hasOwn(TABLE, op) ? TABLE[op] : undefined;
  return known?.(args) ?? { type: op, args };
}

/** Raises the number at the end of a series' values: `u2` becomes `u3`. */
function countOn(args: Args, by: number): Args {
  const next = Object.entries(args).map(([name, value]): [string, Json] => {
    const [, stem, digits] = (typeof value === 'string' && /^([a-z])(\d+)$/.exec(value)) || [];
    return [name, digits === undefined ? value : `${stem}${Number(digits) + by}`];
  });
  return Object.fromEntries(next);
}

/** The whole plan of a row: where only the beginning of a series is shown, the numbers count on. */
export function expandPlan(
  shown: readonly NeutralAction[],
  repeat: number | null,
): NeutralAction[] {
  const [last] = shown.slice(-1);
  if (repeat === null || last === undefined) return [...shown];
  const more = Array.from({ length: Math.max(0, repeat - shown.length) }, (_, at) => ({
    ...last,
    args: countOn(last.args, at + 1),
  }));
  return [...shown, ...more];
}
