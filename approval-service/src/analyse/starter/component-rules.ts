/** Starter rules: components of a project, their leads, and who gets their new issues. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const IN = `[(in|of|for|on|to|from) ${PROJECT}]`;
const MAKE = '(create|add|make|set up)';
const COMPONENT = '(component {component}|{component} [jira] component)';
const COMPONENTS = '[the] {component:components} [jira] components';
const LEAD = '(component lead|lead|owner)';
const LEAD_OF = '(component lead|lead|owner|ownership)';
const WITH_LEAD =
  '[[,] with {lead:user} as [the|a] [component] lead|[,] with [the|a] [component] lead {lead:user}|, [component] lead [:] {lead:user}]';
const ARGS = { project: { from: 'project' }, component: { from: 'component' } };
const EACH = { project: { from: 'project' }, component: { each: 'component' } };
const ACCEPTS = ['project'];

/** Rules about components. */
export const COMPONENT_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.component-create',
    phrases: [
      `${MAKE} [me|us] [a|an|the] [new] [jira] component [called|named] {component} ${IN} ${WITH_LEAD}`,
      `${MAKE} [me|us] [a|an|the] [new] {component} [jira] component ${IN} ${WITH_LEAD}`,
      `${MAKE} [a|the] [new] [jira] component`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.create',
      args: {
        name: { from: 'component' },
        project: { from: 'project' },
        lead: { from: 'lead' },
      },
      needs: ['name', 'project'],
      accepts: ['project', 'lead'],
    },
    matches: [
      {
        text: 'Please create the component Search in project ABC',
        actions: [{ name: 'Search', project: 'ABC' }],
      },
      {
        text: 'Add a `basket-service` component to ABC',
        actions: [{ name: 'basket-service', project: 'ABC' }],
      },
      {
        text: 'Create component Returns in ABC with Kim Park as lead',
        actions: [{ name: 'Returns', project: 'ABC', lead: 'Kim Park' }],
      },
      {
        text: 'Create component Returns in ABC\nLead: Kim Park',
        actions: [{ name: 'Returns', project: 'ABC', lead: 'Kim Park' }],
      },
    ],
    misses: ['How do I create a component in ABC?', 'Create the component diagram for ABC'],
  },
  {
    ruleId: 'starter.component-rename',
    phrases: [
      `rename [the] ${COMPONENT} ${IN} to {newName:component}`,
      `(change|set) [the] name of [the] ${COMPONENT} ${IN} to {newName:component}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.update',
      args: { ...ARGS, name: { from: 'newName' } },
      needs: ['component', 'project', 'name'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Rename the component Search of ABC to "Finding"',
        actions: [{ component: 'Search', project: 'ABC', name: 'Finding' }],
      },
    ],
    misses: ['The component Search of ABC was renamed to "Finding"', 'Rename ABC to Search'],
  },
  {
    ruleId: 'starter.component-delete',
    phrases: [
      `(delete|remove|drop) [the] [old|unused|obsolete] ${COMPONENT} ${IN}`,
      `(delete|remove|drop) [the] [old|unused|obsolete] ${COMPONENT} ${IN} and move [its|the|all] [open] issues to [the] [component] {moveTo:component}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.delete',
      args: { ...ARGS, moveTo: { from: 'moveTo' } },
      needs: ['component', 'project'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Delete component Flash in ABC',
        actions: [{ component: 'Flash', project: 'ABC' }],
      },
      {
        text: 'Please remove the Flash component from project ABC and move its issues to Frontend.',
        actions: [{ component: 'Flash', project: 'ABC', moveTo: 'Frontend' }],
      },
    ],
    misses: ['Archive the component Flash', 'The component Flash was deleted in ABC'],
  },
  {
    ruleId: 'starter.component-lead',
    phrases: [
      `(make|set) {lead:user} [as|to be] [the|a] [new] ${LEAD} (of|for) [the] ${COMPONENT} ${IN}`,
      `(set|change|transfer) [the] ${LEAD_OF} (of|for) [the] ${COMPONENT} ${IN} to {lead:anyUser}`,
      `(change|update|transfer) [the] ${LEAD_OF} (of|for) [the] ${COMPONENT} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: { ...ARGS, lead: { from: 'lead' } },
      needs: ['component', 'project', 'lead'],
      accepts: ['project', 'lead'],
    },
    matches: [
      {
        text: 'Please make Dana Weber the lead of the component Search in ABC',
        actions: [{ component: 'Search', project: 'ABC', lead: 'Dana Weber' }],
      },
      {
        text: 'Change the lead of the component Search in ABC to dana@corp.example',
        actions: [{ component: 'Search', project: 'ABC', lead: 'dana@corp.example' }],
      },
    ],
    misses: ['Who is the lead of the component Search in ABC?', 'Make Dana the lead of ABC'],
  },
  {
    ruleId: 'starter.components-lead',
    phrases: [
      `(set|change|transfer) [the] ${LEAD_OF} (of|for) ${COMPONENTS} ${IN} to {lead:anyUser}`,
      `(change|update|transfer) [the] ${LEAD_OF} (of|for) ${COMPONENTS} ${IN}`,
      `(make|set) {lead:user} [as|to be] [the] [new] ${LEAD} (of|for) ${COMPONENTS} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: { ...EACH, lead: { from: 'lead' } },
      needs: ['component', 'project', 'lead'],
      accepts: ['project', 'lead'],
    },
    matches: [
      {
        text: 'Change the lead of the search-ui and search-api components in ABC to Kim Park',
        actions: [
          { component: 'search-ui', project: 'ABC', lead: 'Kim Park' },
          { component: 'search-api', project: 'ABC', lead: 'Kim Park' },
        ],
      },
    ],
    misses: ['Who leads the search-ui and search-api components in ABC?'],
  },
  {
    ruleId: 'starter.component-unassigned',
    phrases: [
      `(set|change) [the] default assignee (of|for) [the] ${COMPONENT} ${IN} to {way:assigneeWay}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: { ...ARGS, defaultAssignee: { from: 'way' } },
      needs: ['component', 'project', 'defaultAssignee'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Set the default assignee of the component Search in ABC to unassigned',
        actions: [{ component: 'Search', project: 'ABC', defaultAssignee: 'unassigned' }],
      },
    ],
    misses: ['The default assignee of the component Search in ABC is unassigned'],
  },
  {
    ruleId: 'starter.component-assignee',
    phrases: [
      `(make|set) {lead:user} [as|to be] [the|a] [new] default assignee (of|for) [the] ${COMPONENT} ${IN}`,
      `(set|change) [the] default assignee (of|for) [the] ${COMPONENT} ${IN} to {lead:anyUser}`,
      `(change|update) [the] default assignee (of|for) [the] ${COMPONENT} ${IN}`,
      '(change|update) [the] default assignee (of|for) [the] {component:componentSlug}',
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: { ...ARGS, lead: { from: 'lead' }, defaultAssignee: { value: 'component lead' } },
      needs: ['component', 'project', 'lead'],
      accepts: ['project', 'lead'],
    },
    matches: [
      {
        text: 'Set the default assignee of the `search` component in ABC to dana@corp.example',
        actions: [
          {
            component: 'search',
            project: 'ABC',
            lead: 'dana@corp.example',
            defaultAssignee: 'component lead',
          },
        ],
      },
    ],
    misses: [
      'Who is the default assignee of the component Search in ABC?',
      'Change the default assignee of ABC-7',
    ],
  },
  {
    ruleId: 'starter.component-lead-leave',
    phrases: [
      `(remove|drop) {lead:anyUser} (as|as the|as a|from being) [jira] component lead [(of|for|in|from) [the] ${COMPONENT} ${IN}]`,
      `(remove|drop) {lead:user} from [the] component lead (field|role) [(of|for|in) [the|my|all|our] [<number>] components]`,
      `(remove|drop) {lead:user} (as|as the|as a) lead (of|for|from) [the] ${COMPONENT} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: { ...ARGS, lead: { value: null } },
      needs: ['component', 'project'],
      accepts: ACCEPTS,
      // Whether this person leads it is not known here: a person looks.
      isHedged: true,
    },
    matches: [
      {
        text: 'Remove Kim Park as lead of the component Search in ABC',
        actions: [{ component: 'Search', project: 'ABC', lead: null }],
      },
    ],
    misses: ['Why was Kim Park removed as lead of the component Search in ABC?'],
  },
];
