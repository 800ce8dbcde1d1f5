/** Cases of the actions on custom fields and their values. */
import type { World } from '../jira/world/world-types.ts';
import { type ActionCase, type Change, UNKNOWN_TASK } from './action-case.ts';
import { emptyTrash, fieldIn, issueIn } from './in-world.ts';

const SEVERITIES = [
  'Severity (customfield_10004, dropdown, all projects)',
  'Severity (customfield_10005, text, all projects)',
];
const UNCLEAR = { thing: 'field', choices: SEVERITIES };
const TEXT = 'com.atlassian.jira.plugin.system.customfieldtypes:textfield';

/** Values of a field as people see them, in order; a disabled one in brackets. */
const valuesOf = (world: World, name: string): string[] =>
  (fieldIn(world, name).contexts[0]?.options ?? []).map(({ value, disabled }) =>
    disabled ? `(${value})` : value,
  );

/** Gives an issue a value. */
const give =
  (key: string, field: string, value: string): Change =>
  (world) => {
    issueIn(world, key).customFields[fieldIn(world, field).id] = value;
  };

const optionOf = (world: World, field: string, value: string) => {
  const option = fieldIn(world, field).contexts[0]?.options.find((each) => each.value === value);
  if (option === undefined) throw new Error(`no value ${value}`);
  return option;
};

const trash =
  (name: string): Change =>
  (world) => {
    fieldIn(world, name).trashed = true;
  };

const LIFE: readonly ActionCase[] = [
  {
    type: 'custom_field.create',
    args: { name: 'Cost centre', fieldType: 'text' },
    sentence: 'Create the custom field "Cost centre" (text) for all projects',
    look: (world) =>
      Object.values(world.fields)
        .filter(({ name }) => name === 'Cost centre')
        .map(({ customType, trashed }) => [customType, trashed]),
    before: [],
    after: [[TEXT, false]],
    undo: { butFor: emptyTrash },
    again: 'ask',
    ambiguous: { args: { name: 'Severity', fieldType: 'text' }, thing: 'field name' },
    drift: (world) => {
      fieldIn(world, 'Old Estimate').name = 'Cost centre';
    },
  },
  {
    type: 'custom_field.create',
    args: { name: 'Tier', fieldType: 'dropdown', project: 'ABC', options: ['Gold', 'Silver'] },
    sentence:
      'Create the custom field "Tier" (dropdown) with a context for ABC and the values "Gold" and "Silver"',
    look: (world) =>
      Object.values(world.fields)
        .filter(({ name, trashed }) => name === 'Tier' && !trashed)
        .flatMap(({ contexts }) => contexts.map(({ options }) => options.map((o) => o.value))),
    before: [],
    // Jira keeps the default context, without values.
    after: [[], ['Gold', 'Silver']],
    seenInPart: 'unknown',
    undo: { butFor: emptyTrash },
    again: 'ask',
    ambiguous: { args: { name: 'Tier', fieldType: 'hologram' }, thing: 'field type' },
    drift: (world) => {
      fieldIn(world, 'Old Estimate').name = 'Tier';
    },
  },
  {
    type: 'custom_field.update',
    args: { field: 'Office', name: 'Site', description: 'Where somebody works' },
    sentence: 'Rename the custom field "Office" to "Site" and change its description',
    look: (world) => {
      const field = world.fields['customfield_10002'];
      return [field?.name, field?.description];
    },
    before: ['Office', ''],
    after: ['Site', 'Where somebody works'],
    again: 'ask',
    ambiguous: { ...UNCLEAR, args: { field: 'Severity', name: 'Impact' } },
    drift: (world) => {
      fieldIn(world, 'Office').description = 'One of three';
    },
    harmless: give('ABC-1', 'Office', 'Lisbon'),
  },
  {
    type: 'custom_field.update',
    args: { field: 'the Old Estimate field', description: '' },
    sentence: 'Change the description of the custom field "Old Estimate"',
    look: (world) => fieldIn(world, 'Old Estimate').description,
    before: 'Replaced by Story Points',
    after: '',
    ambiguous: { args: { field: 'Estimate', description: '' }, thing: 'field' },
    drift: (world) => {
      fieldIn(world, 'Old Estimate').name = 'Estimate';
    },
  },
  {
    type: 'custom_field.trash',
    args: { field: 'Old Estimate' },
    sentence: 'Move the custom field "Old Estimate" to the trash',
    look: (world) => fieldIn(world, 'Old Estimate').trashed,
    before: false,
    after: true,
    ambiguous: { ...UNCLEAR, args: { field: 'Severity' } },
    drift: give('ABC-1', 'Old Estimate', '5'),
    harmless: give('ABC-1', 'Office', 'Lisbon'),
  },
  {
    type: 'custom_field.restore',
    args: { field: 'Old Estimate' },
    prepare: trash('Old Estimate'),
    sentence: 'Restore the custom field "Old Estimate" from the trash',
    look: (world) => fieldIn(world, 'Old Estimate').trashed,
    before: true,
    after: false,
    ambiguous: { ...UNCLEAR, args: { field: 'Severity' } },
    drift: (world) => {
      delete world.fields[fieldIn(world, 'Old Estimate').id];
    },
  },
  {
    type: 'custom_field.delete',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: { field: 'customfield_10003' },
    sentence: 'Delete the custom field "Old Estimate" for good',
    look: (world) => [
      world.fields['customfield_10003'] !== undefined,
      issueIn(world, 'ABC-19').customFields['customfield_10003'] ?? null,
    ],
    before: [true, '3'],
    after: [false, null],
    again: 'ask',
    ambiguous: { ...UNCLEAR, args: { field: 'Severity' } },
    drift: give('ABC-1', 'Old Estimate', '5'),
    undo: { because: 'the values are lost' },
  },
  {
    type: 'custom_field.delete',
    unknownWithoutEffect: UNKNOWN_TASK,
    args: { field: 'Old Estimate' },
    prepare: trash('Old Estimate'),
    sentence: 'Delete the custom field "Old Estimate" for good',
    look: (world) => world.fields['customfield_10003'] !== undefined,
    before: true,
    after: false,
    again: 'ask',
    ambiguous: { ...UNCLEAR, args: { field: 'Severity' } },
    drift: (world) => {
      fieldIn(world, 'Old Estimate').trashed = false;
    },
    undo: { because: 'the values are lost' },
  },
];

const OPTIONS: readonly ActionCase[] = [
  {
    type: 'custom_field.option.add',
    args: { field: 'Region', options: ['Africa', 'America'], project: 'ABC' },
    sentence: 'Add the values "Africa" and "America" to the custom field "Region"',
    look: (world) => valuesOf(world, 'Region'),
    before: ['Europe', 'Asia'],
    after: ['Europe', 'Asia', 'Africa', 'America'],
    ambiguous: { ...UNCLEAR, args: { field: 'Severity', options: ['4'] } },
    drift: (world) => {
      const [context] = fieldIn(world, 'Region').contexts;
      context?.options.push({ id: '10999', value: 'Africa', disabled: false });
    },
    harmless: (world) => {
      const [context] = fieldIn(world, 'Region').contexts;
      context?.options.push({ id: '10999', value: 'Oceania', disabled: false });
    },
  },
  {
    type: 'custom_field.option.rename',
    args: { field: 'Region', option: 'Asia', value: 'Asia and Pacific' },
    prepare: give('ABC-3', 'Region', 'Asia'),
    sentence: 'Rename the value "Asia" of the custom field "Region" to "Asia and Pacific"',
    look: (world) => [
      valuesOf(world, 'Region'),
      issueIn(world, 'ABC-3').customFields[fieldIn(world, 'Region').id],
    ],
    before: [['Europe', 'Asia'], 'Asia'],
    after: [['Europe', 'Asia and Pacific'], 'Asia and Pacific'],
    ambiguous: { args: { field: 'Region', option: 'East', value: 'X' }, thing: 'value' },
    drift: (world) => {
      optionOf(world, 'Region', 'Asia').disabled = true;
    },
    harmless: (world) => {
      optionOf(world, 'Region', 'Europe').value = 'EU';
    },
  },
  {
    type: 'custom_field.option.rename',
    args: { field: 'Office', option: 'Prague', disabled: true },
    sentence: 'Disable the value "Prague" of the custom field "Office"',
    look: (world) => valuesOf(world, 'Office'),
    before: ['Amsterdam', 'Lisbon', 'Prague'],
    after: ['Amsterdam', 'Lisbon', '(Prague)'],
    ambiguous: { ...UNCLEAR, args: { field: 'Severity', option: '1', disabled: true } },
    drift: (world) => {
      optionOf(world, 'Office', 'Prague').value = 'Brno';
    },
  },
  {
    type: 'custom_field.option.reorder',
    args: { field: 'Office', options: ['Prague', 'Lisbon'] },
    sentence:
      'Put 3 values of the custom field "Office" in the order "Prague", "Lisbon" and "Amsterdam"',
    look: (world) => valuesOf(world, 'Office'),
    before: ['Amsterdam', 'Lisbon', 'Prague'],
    after: ['Prague', 'Lisbon', 'Amsterdam'],
    ambiguous: { args: { field: 'Office', options: ['Rome'] }, thing: 'value' },
    drift: (world) => {
      const [context] = fieldIn(world, 'Office').contexts;
      context?.options.push({ id: '10999', value: 'Rome', disabled: false });
    },
  },
  {
    type: 'custom_field.option.delete',
    args: { field: 'Region', option: 'Asia' },
    prepare: give('ABC-3', 'Region', 'Asia'),
    sentence: 'Delete the value "Asia" of the custom field "Region"',
    look: (world) => [
      valuesOf(world, 'Region'),
      issueIn(world, 'ABC-3').customFields[fieldIn(world, 'Region').id],
    ],
    before: [['Europe', 'Asia'], 'Asia'],
    after: [['Europe'], null],
    again: 'ask',
    ambiguous: { args: { field: 'Region', option: 'East' }, thing: 'value' },
    drift: give('ABC-4', 'Region', 'Asia'),
    harmless: give('ABC-4', 'Region', 'Europe'),
    undo: { because: 'which issues had the value is lost' },
  },
  {
    type: 'custom_field.option.delete',
    args: { field: 'Region', option: 'Asia', replaceWith: 'Europe' },
    prepare: give('ABC-3', 'Region', 'Asia'),
    sentence:
      'Delete the value "Asia" of the custom field "Region" and give its issues "Europe" instead',
    look: (world) => [
      valuesOf(world, 'Region'),
      issueIn(world, 'ABC-3').customFields[fieldIn(world, 'Region').id],
    ],
    before: [['Europe', 'Asia'], 'Asia'],
    after: [['Europe'], 'Europe'],
    again: 'ask',
    ambiguous: { args: { field: 'Region', option: 'Asia', replaceWith: 'West' }, thing: 'value' },
    drift: (world) => {
      const [context] = fieldIn(world, 'Region').contexts;
      if (context !== undefined) context.options = context.options.slice(1);
    },
    unknownWithoutEffect: UNKNOWN_TASK,
    seenInPart: 'unknown',
    undo: { because: 'which issues had the value is lost' },
  },
];

/** One case, or more, per action. */
export const CUSTOM_FIELD_CASES: readonly ActionCase[] = [...LIFE, ...OPTIONS];
