/** Starter rules: custom fields. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const MAKE = '(create|add|make|set up|setup)';
const FOR = `[(for|in|to|on) ${PROJECT}]`;
const CALLED = '(called|named|titled|with the name|with name|:)';
const IN_BRACKETS =
  '[<open> [a|type|type :] {fieldType} [field] [: |, |with] [options|values] [:] [{options}] <close>]';
const OPTIONS =
  '[(with [the|these] (options|values|choices|entries)|options|values) [:|are] {options}]';

/** Words for kinds of fields -> the words the catalogue reads. */
export const FIELD_TYPE_WORDS: Readonly<Record<string, string>> = {
  'drop-down': 'dropdown',
  'single select': 'select',
  'single-select': 'select',
  'select list': 'select',
  'pick list': 'select',
  picklist: 'select',
  'multi select': 'multi-select',
  multiselect: 'multi-select',
  checkboxes: 'checkbox',
  'radio button': 'radio',
  'radio buttons': 'radio',
  'user picker': 'user',
  people: 'user',
  link: 'url',
  numeric: 'number',
  'date picker': 'date',
  datepicker: 'date',
  textfield: 'text',
  'short text': 'text',
  'single line text': 'text',
  'single-line text': 'text',
  'one-line text': 'text',
  'plain text': 'text',
  'free text': 'text',
  'long text': 'paragraph',
  'multi-line text': 'paragraph',
  'multiline text': 'paragraph',
  textarea: 'paragraph',
};

const FIELD_EFFECT = {
  kind: 'propose' as const,
  type: 'custom_field.create',
  args: {
    name: { from: 'fieldName' },
    fieldType: { from: 'fieldType', words: FIELD_TYPE_WORDS },
    project: { from: 'project' },
    options: { list: 'options' },
  },
  needs: ['name', 'fieldType'],
  accepts: ['fieldType', 'project', 'options'],
};

/** Rules about fields. */
export const FIELD_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.field-create',
    phrases: [
      `${MAKE} [me|us] [a|an|the] [new] [custom] {fieldType} [custom] field ${CALLED} {fieldName} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] [custom] {fieldType} [custom] field {fieldName:fieldTitle} ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] [custom] {fieldType} [custom] field (for|in|to|on) ${PROJECT} ${CALLED} {fieldName} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] custom field ${CALLED} {fieldName} (of type|as|as a) [a] {fieldType} ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] custom field {fieldName:fieldTitle} (of type|as|as a) [a] {fieldType} ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] custom field ${CALLED} {fieldName} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] custom field {fieldName:fieldTitle} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
      `create [me|us] [a|an|the] [new] field ${CALLED} {fieldName} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
      `create [me|us] [a|an|the] [new] field {fieldName:quotedOnly} [of type [a] {fieldType}] ${FOR} ${OPTIONS}`,
      `${MAKE} [me|us] [a|an|the] [new] custom field`,
    ],
    effect: FIELD_EFFECT,
    matches: [
      {
        text: 'Can you create a text field called Cost centre for project OPS?',
        actions: [{ name: 'Cost centre', fieldType: 'text', project: 'OPS' }],
      },
      {
        text: 'Please create custom field "Customer tier"\nDropdown Gold / Silver / Bronze, for SUP project',
        actions: [
          {
            name: 'Customer tier',
            fieldType: 'Dropdown',
            project: 'SUP',
            options: ['Gold', 'Silver', 'Bronze'],
          },
        ],
      },
      {
        text: 'Create custom field Story Owner (user picker) for WEB',
        actions: [{ name: 'Story Owner', fieldType: 'user', project: 'WEB' }],
      },
      {
        text: 'Create a number field "Story <points>".',
        actions: [{ name: 'Story <points>', fieldType: 'number' }],
      },
    ],
    misses: [
      'Create "helpdesk" github project to be able to set custom fields',
      'Add the field "Office" to the create screen',
      'create 500 custom fields called x1 to x500',
      'Add field validation to the checkout page',
    ],
  },
  {
    ruleId: 'starter.field-needed',
    phrases: [
      `[a|an|the] [new] [custom] {fieldType} [custom] field ${CALLED} {fieldName} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
      `[a|an|the] [new] [custom] {fieldType} [custom] field {fieldName:quotedOnly} ${FOR} ${OPTIONS}`,
      `[a|an|the] [new] custom field ${CALLED} {fieldName} ${IN_BRACKETS} ${FOR} ${OPTIONS}`,
    ],
    onlyAfterRequest: true,
    effect: FIELD_EFFECT,
    matches: [
      {
        text: 'We need a checkbox field called "Reviewed" on project QA',
        actions: [{ name: 'Reviewed', fieldType: 'checkbox', project: 'QA' }],
      },
    ],
    misses: ['A checkbox field called "Reviewed" is missing on the screen'],
  },
];
