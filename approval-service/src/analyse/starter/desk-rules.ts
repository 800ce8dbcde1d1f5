/** Starter rules: customers, organisations and requests of a service desk. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const PORTAL =
  '[the] [customer|support|service] (portal|desk|service desk|customer portal|support portal)';
const AT = `(${PORTAL} [(of|for|in) ${PROJECT}]|${PROJECT})`;
const ORG = '(organisation|organization)';
const ONE = '[the] [issue|ticket|request] {issue}';

/** Rules about service desks. */
export const DESK_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.customer-add',
    phrases: [`add [the] [customer|customers] {users} (to|in) ${PORTAL} [(of|for|in) ${PROJECT}]`],
    effect: {
      kind: 'propose',
      type: 'jsm.customer.add',
      args: { users: { list: 'users' }, project: { from: 'project' } },
      needs: ['users', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Add anna@acme.example to the customer portal of SUP',
        actions: [{ users: ['anna@acme.example'], project: 'SUP' }],
      },
    ],
    misses: ['Who can see the customer portal of SUP?', 'Add a button to the support portal'],
  },
  {
    ruleId: 'starter.customer-add-as',
    phrases: [
      `add {users} as [a|new] (customer|customers) (to|of|in|on) ${AT}`,
      `add [the] [new] (customer|customers) {users} to ${AT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'jsm.customer.add',
      args: { users: { list: 'users' }, project: { from: 'project' } },
      needs: ['users', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Add anna@acme.example and bo@acme.example as customers to SUP',
        actions: [{ users: ['anna@acme.example', 'bo@acme.example'], project: 'SUP' }],
      },
    ],
    misses: ['Who are the customers of SUP?', 'anna@acme.example was added as customer to SUP'],
  },
  {
    ruleId: 'starter.customer-remove',
    phrases: [
      `remove [the] (customer|customers) {users} from ${AT}`,
      `remove {users} as [a] (customer|customers) (from|of) ${AT}`,
      `remove {users} from ${PORTAL} [(of|for) ${PROJECT}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'jsm.customer.remove',
      args: { users: { list: 'users' }, project: { from: 'project' } },
      needs: ['users', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Remove the customer anna@acme.example from SUP',
        actions: [{ users: ['anna@acme.example'], project: 'SUP' }],
      },
    ],
    misses: ['Why was anna@acme.example removed from the portal of SUP?'],
  },
  {
    ruleId: 'starter.customer-invite',
    phrases: [`invite {email:emailOnly} as [a] [new] customer (to|of|for) ${AT}`],
    effect: {
      kind: 'propose',
      type: 'jsm.customer.invite',
      args: { email: { from: 'email' }, project: { from: 'project' } },
      needs: ['email', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Please invite neo@acme.example as a customer of SUP',
        actions: [{ email: 'neo@acme.example', project: 'SUP' }],
      },
    ],
    misses: ['Invite neo@acme.example to the customer meeting of SUP'],
  },
  {
    ruleId: 'starter.organization-create',
    phrases: [
      `(create|add|set up) [a|an|the] [new] [customer] ${ORG} [called|named] {organization}`,
    ],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.create',
      args: { name: { from: 'organization' } },
      needs: ['name'],
    },
    matches: [{ text: 'Create the organisation "Acme Ltd"', actions: [{ name: 'Acme Ltd' }] }],
    misses: ['Create an organisation chart', 'Which organisation does Anna belong to?'],
  },
  {
    ruleId: 'starter.organization-user-add',
    phrases: [`add {users} to [the] [customer] ${ORG} {organization}`],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.user.add',
      args: { organization: { from: 'organization' }, users: { list: 'users' } },
      needs: ['organization', 'users'],
    },
    matches: [
      {
        text: 'Add anna@acme.example to the organisation "Acme"',
        actions: [{ organization: 'Acme', users: ['anna@acme.example'] }],
      },
    ],
    misses: ['Is anna@acme.example in the organisation "Acme"?'],
  },
  {
    ruleId: 'starter.organization-user-remove',
    phrases: [`remove {users} from [the] [customer] ${ORG} {organization}`],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.user.remove',
      args: { organization: { from: 'organization' }, users: { list: 'users' } },
      needs: ['organization', 'users'],
    },
    matches: [
      {
        text: 'Remove anna@acme.example from the organisation "Acme"',
        actions: [{ organization: 'Acme', users: ['anna@acme.example'] }],
      },
    ],
    misses: ['anna@acme.example was removed from the organisation "Acme"'],
  },
  {
    ruleId: 'starter.organization-attach',
    phrases: [`(add|attach) [the] ${ORG} {organization} to ${AT}`],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.attach',
      args: { organization: { from: 'organization' }, project: { from: 'project' } },
      needs: ['organization', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Add the organisation "Berg" to the service desk of SUP',
        actions: [{ organization: 'Berg', project: 'SUP' }],
      },
    ],
    misses: ['Is the organisation "Berg" a customer of SUP?'],
  },
  {
    ruleId: 'starter.organization-detach',
    phrases: [`(remove|detach) [the] ${ORG} {organization} from ${AT}`],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.detach',
      args: { organization: { from: 'organization' }, project: { from: 'project' } },
      needs: ['organization', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Detach the organisation "Acme" from SUP',
        actions: [{ organization: 'Acme', project: 'SUP' }],
      },
    ],
    misses: ['The organisation "Acme" was removed from SUP'],
  },
  {
    ruleId: 'starter.organization-delete',
    phrases: [`delete [the] [customer] ${ORG} {organization}`],
    effect: {
      kind: 'propose',
      type: 'jsm.organization.delete',
      args: { organization: { from: 'organization' } },
      needs: ['organization'],
    },
    matches: [{ text: 'Delete the organisation "Berg"', actions: [{ organization: 'Berg' }] }],
    misses: ['The organisation "Berg" was deleted'],
  },
  {
    ruleId: 'starter.participant-add',
    phrases: [`add {users} as [a] [request] (participant|participants) (to|of|on|in) ${ONE}`],
    effect: {
      kind: 'propose',
      type: 'jsm.participant.add',
      args: { issue: { from: 'issue' }, users: { list: 'users' } },
      needs: ['issue', 'users'],
    },
    matches: [
      {
        text: 'Add Kim Park as a participant to SUP-1',
        actions: [{ issue: 'SUP-1', users: ['Kim Park'] }],
      },
    ],
    misses: ['Who takes part in SUP-1?', 'Kim Park was added as a participant to SUP-1'],
  },
  {
    ruleId: 'starter.participant-remove',
    phrases: [`remove {users} as [a] [request] (participant|participants) (from|of|in) ${ONE}`],
    effect: {
      kind: 'propose',
      type: 'jsm.participant.remove',
      args: { issue: { from: 'issue' }, users: { list: 'users' } },
      needs: ['issue', 'users'],
    },
    matches: [
      {
        text: 'Remove Kim Park as participant from SUP-1',
        actions: [{ issue: 'SUP-1', users: ['Kim Park'] }],
      },
    ],
    misses: ['Why was Kim Park removed as participant from SUP-1?'],
  },
];
