/** Starter rules: custom fields that are there already, their values, and where they are shown. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const FIELD = '(field {field}|{field} [custom] field|{field} (dropdown|select list|select))';
const VALUE = '(value|option|choice)';
const SCREEN = '[the] [screen] {screen}';
const IN = `[(in|for|of) ${PROJECT}]`;

/** Rules about existing fields. */
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
      args: { field: { from: 'field' }, options: { list: 'values' }, project: { from: 'project' } },
      needs: ['field', 'options'],
    },
    matches: [
      {
        text: 'Add "Berlin" to the Office dropdown',
        actions: [{ field: 'Office', options: ['Berlin'] }],
      },
      {
        text: 'Please add the options Berlin and Vienna to the field Office',
        actions: [{ field: 'Office', options: ['Berlin', 'Vienna'] }],
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
    ruleId: 'starter.field-option-delete',
    phrases: [
      `(delete|remove) [the] ${VALUE} {option} (from|of|in) [the] [custom] ${FIELD} ${IN} [and replace it (with|by) {newOption:option}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.option.delete',
      args: {
        field: { from: 'field' },
        option: { from: 'option' },
        replaceWith: { from: 'newOption' },
        project: { from: 'project' },
      },
      needs: ['field', 'option'],
    },
    matches: [
      {
        text: 'Delete the value "Bonn" of the field Office and replace it with "Berlin"',
        actions: [{ field: 'Office', option: 'Bonn', replaceWith: 'Berlin' }],
      },
    ],
    misses: ['Why was the value "Bonn" removed from the field Office?'],
  },
  {
    ruleId: 'starter.field-option-rename',
    phrases: [
      `rename [the] ${VALUE} {option} (of|in) [the] [custom] ${FIELD} ${IN} to {newOption:option}`,
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.option.rename',
      args: {
        field: { from: 'field' },
        option: { from: 'option' },
        value: { from: 'newOption' },
        project: { from: 'project' },
      },
      needs: ['field', 'option', 'value'],
    },
    matches: [
      {
        text: 'Rename the option "Bonn" of the field Office to "Berlin"',
        actions: [{ field: 'Office', option: 'Bonn', value: 'Berlin' }],
      },
    ],
    misses: ['The option "Bonn" of the field Office was renamed to "Berlin"'],
  },
  {
    ruleId: 'starter.field-option-disable',
    phrases: [`disable [the] ${VALUE} {option} (of|in) [the] [custom] ${FIELD} ${IN}`],
    effect: {
      kind: 'propose',
      type: 'custom_field.option.rename',
      args: {
        field: { from: 'field' },
        option: { from: 'option' },
        disabled: { value: true },
        project: { from: 'project' },
      },
      needs: ['field', 'option'],
    },
    matches: [
      {
        text: 'Disable the option "Bonn" of the field Office',
        actions: [{ field: 'Office', option: 'Bonn', disabled: true }],
      },
    ],
    misses: ['Is the option "Bonn" of the field Office disabled?'],
  },
  {
    ruleId: 'starter.field-rename',
    phrases: ['rename [the] [custom] field {field} to {newName:fieldTitle}'],
    effect: {
      kind: 'propose',
      type: 'custom_field.update',
      args: { field: { from: 'field' }, name: { from: 'newName' } },
      needs: ['field', 'name'],
    },
    matches: [
      {
        text: 'Rename the field Office to "Location"',
        actions: [{ field: 'Office', name: 'Location' }],
      },
    ],
    misses: ['The field Office was renamed to "Location"'],
  },
  {
    ruleId: 'starter.field-restore',
    phrases: [
      '(restore|recover|undelete) [the] [deleted|trashed|removed] [custom] field {field} [from the trash|out of the trash]',
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.restore',
      args: { field: { from: 'field' } },
      needs: ['field'],
    },
    matches: [
      {
        text: 'Please restore the custom field Old Estimate from the trash',
        actions: [{ field: 'Old Estimate' }],
      },
    ],
    misses: ['Can a deleted field be restored?', 'Restore the field trip of last year'],
  },
  {
    ruleId: 'starter.screen-field-add',
    phrases: [
      `(add|put|show) [the] [custom] field {field} (to|on|onto) ${SCREEN}`,
      `(add|put|show) [the] {field} [custom] field (to|on|onto) ${SCREEN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'screen.field.add',
      args: { screen: { from: 'screen' }, field: { from: 'field' } },
      needs: ['screen', 'field'],
    },
    matches: [
      {
        text: 'Put field Office on the create screen of ABC',
        actions: [{ screen: 'create screen of ABC', field: 'Office' }],
      },
      {
        text: 'Please add the Office field to the screen "ABC Screen"',
        actions: [{ screen: 'ABC Screen', field: 'Office' }],
      },
    ],
    misses: ['Is the field Office on the create screen?', 'Add "Berlin" to the Office dropdown'],
  },
  {
    ruleId: 'starter.screen-field-remove',
    phrases: [
      `(remove|take|hide|delete) [the] [custom] field {field} (from|off) ${SCREEN}`,
      `(remove|take|hide|delete) [the] {field} [custom] field (from|off) ${SCREEN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'screen.field.remove',
      args: { screen: { from: 'screen' }, field: { from: 'field' } },
      needs: ['screen', 'field'],
    },
    matches: [
      {
        text: 'Remove the field Office from the screen "ABC Screen"',
        actions: [{ screen: 'ABC Screen', field: 'Office' }],
      },
    ],
    misses: ['The field Office was removed from the create screen', 'Delete the field Office'],
  },
  {
    ruleId: 'starter.field-offer',
    phrases: [
      `make [the] [custom] field {field} available (in|for) ${PROJECT}`,
      `enable [the] [custom] field {field} (in|for) ${PROJECT}`,
      `make [the] {field} [custom] field available (in|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'field.associate_projects',
      args: { fields: { only: 'field' }, projects: { only: 'project' } },
      needs: ['fields', 'projects'],
    },
    matches: [
      {
        text: 'Make the field Office available in project WEB',
        actions: [{ fields: ['Office'], projects: ['WEB'] }],
      },
    ],
    misses: ['Is the field Office available in project WEB?'],
  },
  {
    ruleId: 'starter.field-context-project',
    phrases: [
      `add ${PROJECT} to [the] context of [the] [custom] field {field}`,
      `add ${PROJECT} to [the] context {context:quotedOnly} of [the] [custom] field {field}`,
    ],
    effect: {
      kind: 'propose',
      type: 'custom_field.context.add_project',
      args: {
        field: { from: 'field' },
        projects: { only: 'project' },
        context: { from: 'context' },
      },
      needs: ['field', 'projects'],
    },
    matches: [
      {
        text: 'Add project WEB to the context of the field Region',
        actions: [{ field: 'Region', projects: ['WEB'] }],
      },
    ],
    misses: ['Which projects are in the context of the field Region?'],
  },
  {
    ruleId: 'starter.field-required',
    phrases: [
      `make [the] [custom] field {field} (required|mandatory) (in|for) ${PROJECT}`,
      `make [the] {field} [custom] field (required|mandatory) (in|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'field_scheme.parameters.set',
      args: {
        field: { from: 'field' },
        project: { from: 'project' },
        required: { value: true },
      },
      needs: ['field', 'project'],
    },
    matches: [
      {
        text: 'Make the field Office required in project ABC',
        actions: [{ field: 'Office', project: 'ABC', required: true }],
      },
    ],
    misses: ['Is the field Office required in ABC?'],
  },
  {
    ruleId: 'starter.field-optional',
    phrases: [
      `make [the] [custom] field {field} (optional|not required|not mandatory) (in|for) ${PROJECT}`,
      `make [the] {field} [custom] field optional (in|for) ${PROJECT}`,
    ],
    effect: {
      kind: 'propose',
      type: 'field_scheme.parameters.set',
      args: {
        field: { from: 'field' },
        project: { from: 'project' },
        required: { value: false },
      },
      needs: ['field', 'project'],
    },
    matches: [
      {
        text: 'Make the field Office optional in project ABC',
        actions: [{ field: 'Office', project: 'ABC', required: false }],
      },
    ],
    misses: ['Is the field Office optional in ABC?'],
  },
];
