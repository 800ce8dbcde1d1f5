/** Starter rules: components and versions of a project. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const IN = `[(in|of|for|on|to|from) ${PROJECT}]`;
const MAKE = '(create|add|make|set up)';
const COMPONENT = '(component {component}|{component} [jira] component)';
const VERSION = '(version|release)';
const LEAD_WORDS = '(component lead|lead|default assignee|owner)';

/** Rules about components and versions. */
export const COMPONENT_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.component-create',
    phrases: [
      `${MAKE} [me|us] [a|an|the] [new] [jira] component [called|named] {component} ${IN}`,
      `${MAKE} [me|us] [a|an|the] [new] {component} [jira] component ${IN}`,
      `${MAKE} [a|the] [new] [jira] component`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.create',
      args: { name: { from: 'component' }, project: { from: 'project' } },
      needs: ['name', 'project'],
      accepts: ['project'],
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
    ],
    misses: ['How do I create a component in ABC?', 'Create the component diagram for ABC'],
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
      args: {
        component: { from: 'component' },
        project: { from: 'project' },
        moveTo: { from: 'moveTo' },
      },
      needs: ['component', 'project'],
      accepts: ['project'],
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
      `(make|set) {lead:user} [as|to be] [the|a] [new] ${LEAD_WORDS} (of|for) [the] ${COMPONENT} ${IN}`,
      `(set|change) [the] ${LEAD_WORDS} (of|for) [the] ${COMPONENT} ${IN} to {lead:anyUser}`,
      `(change|update|transfer) [the] ${LEAD_WORDS} (of|for) [the] ${COMPONENT} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'component.lead.set',
      args: {
        component: { from: 'component' },
        project: { from: 'project' },
        lead: { from: 'lead' },
      },
      needs: ['component', 'project', 'lead'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Please make Dana Weber the lead of the component Search in ABC',
        actions: [{ component: 'Search', project: 'ABC', lead: 'Dana Weber' }],
      },
      {
        text: 'Set the default assignee of the `search` component in ABC to dana@corp.example',
        actions: [{ component: 'search', project: 'ABC', lead: 'dana@corp.example' }],
      },
    ],
    misses: ['Who is the lead of the component Search in ABC?', 'Make Dana the lead of ABC'],
  },
  {
    ruleId: 'starter.version-create',
    phrases: [
      `${MAKE} [me|us] [a|an|the] [new] [fix] ${VERSION} [called|named] {version} ${IN}`,
      `${MAKE} [a|the] [new] [fix] ${VERSION} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.create',
      args: { name: { from: 'version' }, project: { from: 'project' } },
      needs: ['name', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Create version 4.2 in ABC',
        actions: [{ name: '4.2', project: 'ABC' }],
      },
      {
        text: 'Please add the fix version "Spring release" to project ABC.',
        actions: [{ name: 'Spring release', project: 'ABC' }],
      },
    ],
    misses: ['Which version of ABC is live?', 'Create a release plan for ABC'],
  },
  {
    ruleId: 'starter.version-release',
    phrases: [
      `release [the] version {version} ${IN}`,
      `mark [the] version {version} ${IN} as released`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.release',
      args: { version: { from: 'version' }, project: { from: 'project' } },
      needs: ['version', 'project'],
      accepts: ['project'],
    },
    matches: [
      { text: 'Release version 4.2 of ABC', actions: [{ version: '4.2', project: 'ABC' }] },
    ],
    misses: ['When is version 4.2 of ABC released?', 'Version 4.2 was released'],
  },
  {
    ruleId: 'starter.version-delete',
    phrases: [`(delete|remove) [the] [unused|old] version {version} ${IN}`],
    effect: {
      kind: 'propose',
      type: 'version.delete',
      args: { version: { from: 'version' }, project: { from: 'project' } },
      needs: ['version', 'project'],
      accepts: ['project'],
    },
    matches: [
      {
        text: 'Please delete the unused version 3.9 in ABC',
        actions: [{ version: '3.9', project: 'ABC' }],
      },
    ],
    misses: ['Why was version 3.9 deleted in ABC?', 'Delete the old version of the document'],
  },
];
