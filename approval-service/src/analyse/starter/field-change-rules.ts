/** Starter rules: custom fields that are there already, their values, and issue types of a project. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const FIELD = '(field {field}|{field} [custom] field|{field} (dropdown|select list|select))';
const IN = `[(in|for|of) ${PROJECT}]`;

/** Rules about existing fields and issue types. */
export const FIELD_CHANGE_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.field-option-add',
    phrases: [
      `add [the] [a] [new] [value|values|option|options|choice|choices] {values:options} to [the] [custom] ${FIELD} ${IN}`,
      `add [a|the] [new] (value|option|choice) {values:options} (in|for) [the] [custom] ${FIELD} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.option.add',
      args: { field: { from: 'field' }, values: { list: 'values' }, project: { from: 'project' } },
      needs: ['field', 'values'],
    },
    matches: [
      {
        text: 'Add "Berlin" to the Office dropdown',
        actions: [{ field: 'Office', values: ['Berlin'] }],
      },
      {
        text: 'Please add the options Berlin and Vienna to the field Office',
        actions: [{ field: 'Office', values: ['Berlin', 'Vienna'] }],
      },
    ],
    misses: ['Add the Office field to the create screen', 'Is "Berlin" in the Office dropdown?'],
  },
  {
    ruleId: 'starter.field-trash',
    phrases: [
      '(delete|remove|trash|drop) [the] [old|unused|obsolete] [custom] field {field}',
      '(delete|remove|trash|drop) [the] [old|unused|obsolete] [custom] {field} [custom] field',
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.trash',
      args: { field: { from: 'field' } },
      needs: ['field'],
    },
    matches: [
      { text: 'Delete the field Old Estimate', actions: [{ field: 'Old Estimate' }] },
      {
        text: 'Please remove the unused custom field "Story Points".',
        actions: [{ field: 'Story Points' }],
      },
    ],
    misses: [
      'Remove the field Severity from the create screen',
      'The field Old Estimate was deleted',
      'Delete the value 3 of the field Severity',
    ],
  },
  {
    ruleId: 'starter.issue-type-offer',
    phrases: [
      `(offer|enable|add|allow) [the] issue type {issueType} (in|to|for) ${PROJECT}`,
      `(offer|enable|add|allow) [the] {issueType} issue type (in|to|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue_type_scheme.add_type',
      args: { project: { from: 'project' }, issueType: { from: 'issueType' } },
      needs: ['project', 'issueType'],
    },
    matches: [
      {
        text: 'Offer issue type Incident in OPS',
        actions: [{ project: 'OPS', issueType: 'Incident' }],
      },
    ],
    misses: ['Which issue types does OPS have?', 'Create an issue of type Incident in OPS'],
  },
  {
    ruleId: 'starter.issue-type-withdraw',
    phrases: [
      `(remove|disable|drop) [the] issue type {issueType} (in|from|for) ${PROJECT}`,
      `(remove|disable|drop) [the] {issueType} issue type (in|from|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'issue_type_scheme.remove_type',
      args: { project: { from: 'project' }, issueType: { from: 'issueType' } },
      needs: ['project', 'issueType'],
    },
    matches: [
      {
        text: 'Remove the issue type Bug from project OPS',
        actions: [{ project: 'OPS', issueType: 'Bug' }],
      },
    ],
    misses: ['Why is there no issue type Bug in OPS?'],
  },
];
