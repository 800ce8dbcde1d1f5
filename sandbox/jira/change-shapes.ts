/**
 * The orders with which a test changes the Jira world outside Kraken, as strict zod shapes: an unknown
 * key or kind is an error. People are named by account id, e-mail or display name, everything else by key
 * or name.
 */
import { z } from 'zod';

const kind = <K extends string, S extends z.ZodRawShape>(name: K, shape: S) =>
  z.strictObject({ kind: z.literal(name), ...shape });

const person = z.string().min(1);
const project = z.string().min(1);
const issue = z.string().min(1);

/** Every order the control interface takes. */
export const worldChangeShape = z.discriminatedUnion('kind', [
  kind('add-user', {
    name: z.string().min(1),
    email: z.string().optional(),
    userKind: z.enum(['atlassian', 'app', 'customer']).optional(),
    active: z.boolean().optional(),
    groups: z.array(z.string()).optional(),
  }),
  kind('set-user-active', { user: person, active: z.boolean() }),
  kind('rename-user', { user: person, name: z.string().min(1) }),
  kind('set-email-visible', { user: person, visible: z.boolean() }),
  kind('add-to-group', { user: person, group: z.string() }),
  kind('remove-from-group', { user: person, group: z.string() }),
  kind('grant-global', { permission: z.string(), group: z.string() }),
  kind('revoke-global', { permission: z.string(), group: z.string() }),
  kind('add-role-actor', {
    project,
    role: z.string(),
    user: person.optional(),
    group: z.string().optional(),
  }),
  kind('remove-role-actor', {
    project,
    role: z.string(),
    user: person.optional(),
    group: z.string().optional(),
  }),
  kind('create-project', {
    key: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/),
    name: z.string().min(1),
    lead: person,
    scheme: z.string(),
    type: z.enum(['software', 'service_desk', 'business']).optional(),
  }),
  kind('delete-project', { project, enableUndo: z.boolean().optional() }),
  kind('archive-project', { project }),
  kind('restore-project', { project }),
  kind('rename-project', { project, name: z.string().min(1) }),
  kind('change-project-key', { project, key: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}$/) }),
  kind('set-project-lead', { project, lead: person }),
  kind('assign-scheme', { project, scheme: z.string() }),
  kind('add-grant', { scheme: z.string(), permission: z.string(), holder: z.string() }),
  kind('remove-grant', { scheme: z.string(), permission: z.string(), holder: z.string() }),
  kind('create-field', { name: z.string().min(1), type: z.string() }),
  kind('trash-field', { field: z.string() }),
  kind('create-sprint', {
    board: z.string(),
    name: z.string().min(1),
    state: z.enum(['future', 'active', 'closed']),
  }),
  kind('set-sprint-state', { sprint: z.string(), state: z.enum(['future', 'active', 'closed']) }),
  kind('edit-issue', {
    issue,
    by: person,
    summary: z.string().optional(),
    description: z.string().optional(),
    labels: z.array(z.string()).optional(),
    reporter: person.optional(),
  }),
  kind('assign-issue', { issue, by: person, assignee: person.nullable() }),
  kind('transition-issue', { issue, by: person, status: z.string() }),
  kind('move-to-sprint', { issue, by: person, sprint: z.string().nullable() }),
  kind('delete-issue', { issue }),
  kind('delete-comment', { issue, comment: z.string() }),
  kind('set-plan', { plan: z.enum(['free', 'standard', 'premium']) }),
  kind('set-global-context-removal', { value: z.enum(['allowed', 'refused']) }),
]);

/** One change of the world outside Kraken. */
export type WorldChange = z.infer<typeof worldChangeShape>;

/** The change of one kind. */
export type ChangeOf<K extends WorldChange['kind']> = Extract<WorldChange, { kind: K }>;
