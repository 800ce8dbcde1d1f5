/**
 * Fields to choose from: ticks, switches, radios, selects. What the app does not decide itself is remembered by the page.
 * The app gets what the UI Kit gives: an event for one tick, the chosen values of a group, the chosen option objects of a select.
 */

import { commonAttrs, eventFor, idOf } from './field-attrs.ts';
import {
  callProp,
  type DrawComponent,
  type ForgeDoc,
  flagProp,
  passedAttrs,
  textProp,
  type UiState,
} from './forge-doc.ts';
import {
  el,
  type FieldEvent,
  type FieldState,
  type HostElement,
  type HostNode,
} from './host-element.ts';

interface Option {
  label: string;
  value: string;
  isDisabled?: boolean;
  options?: Option[];
}

/** A tick box or switch inside its label. */
function drawTick(doc: ForgeDoc, ui: UiState, role?: string): HostNode[] {
  const given = doc.props['isChecked'];
  const kept = ui.get(`checked:${doc.key}`) ?? flagProp(doc, 'defaultChecked');
  const field = {
    controlled: given !== undefined,
    checked: (given ?? kept) === true,
    value: textProp(doc, 'value') ?? 'on',
  };
  const input = (event: FieldEvent): void => {
    ui.set(`checked:${doc.key}`, event.checked, false);
    callProp(doc, 'onChange', eventFor(doc, 'checkbox', event));
  };
  const on = { input, blur: () => callProp(doc, 'onBlur') };
  const box = el(
    'input',
    { ...commonAttrs(doc), type: 'checkbox', role, placeholder: undefined, readonly: undefined },
    [],
    { key: doc.key, on, field },
  );
  const label = textProp(doc, 'label');
  if (!label) return [box];
  return [
    el('label', { class: role ? 'tick switch' : 'tick' }, [box, el('span', {}, [label])], {
      key: `label-${doc.key}`,
    }),
  ];
}

/** A group of ticks or radios with a name of its own. */
function drawGroup(doc: ForgeDoc, type: 'checkbox' | 'radio', ui: UiState): HostNode[] {
  const options = (doc.props['options'] ?? []) as Option[];
  const given = doc.props['value'];
  const stateKey = `chosen:${doc.key}`;
  const start = given ?? ui.get(stateKey) ?? doc.props['defaultValue'] ?? [];
  const chosen = [start].flat().map(String);
  const change = (option: Option, event: FieldEvent): void => {
    if (type === 'radio') {
      ui.set(stateKey, option.value, false);
      callProp(doc, 'onChange', eventFor(doc, 'radio', { ...event, value: option.value }));
      return;
    }
    const next = options
      .map((o) => o.value)
      .filter((v) => (v === option.value ? event.checked : chosen.includes(v)));
    ui.set(stateKey, next, true);
    callProp(doc, 'onChange', next);
  };
  const ticks = options.map((option, index) => {
    const attrs = {
      type,
      id: `${idOf(doc)}-${index}`,
      name: textProp(doc, 'name') ?? doc.key,
      disabled: flagProp(doc, 'isDisabled') || option.isDisabled === true,
    };
    const field = {
      controlled: given !== undefined,
      checked: chosen.includes(option.value),
      value: option.value,
    };
    const input = el('input', attrs, [], {
      field,
      on: { input: (event) => change(option, event) },
    });
    return el('label', { class: 'tick' }, [input, el('span', {}, [option.label])], {
      key: `${doc.key}-${index}`,
    });
  });
  const role = type === 'radio' ? 'radiogroup' : 'group';
  return [
    el('div', { class: 'group stack', role, id: idOf(doc), ...passedAttrs(doc) }, ticks, {
      key: doc.key,
    }),
  ];
}

const radio: DrawComponent = (doc) => {
  const field = {
    controlled: doc.props['isChecked'] !== undefined,
    checked: flagProp(doc, 'isChecked') || flagProp(doc, 'isDefaultChecked'),
    value: textProp(doc, 'value') ?? '',
  };
  const input = (event: FieldEvent): void =>
    callProp(doc, 'onChange', eventFor(doc, 'radio', { ...event, value: field.value }));
  const box = el('input', { ...commonAttrs(doc), type: 'radio', placeholder: undefined }, [], {
    key: doc.key,
    field,
    on: { input },
  });
  return [
    el('label', { class: 'tick' }, [box, el('span', {}, [textProp(doc, 'label') ?? ''])], {
      key: `label-${doc.key}`,
    }),
  ];
};

const valuesOf = (given: unknown): string[] =>
  [given].flat().flatMap((o) => (o && typeof o === 'object' ? [String((o as Option).value)] : []));

const drawOption = (option: Option): HostElement =>
  option.options
    ? el('optgroup', { label: option.label }, option.options.map(drawOption))
    : el('option', { value: option.value, disabled: option.isDisabled === true }, [option.label], {
        key: `option-${option.value}`,
      });

const select: DrawComponent = (doc, d) => {
  const options = (doc.props['options'] ?? []) as Option[];
  const flat = options.flatMap((o) => o.options ?? [o]);
  const many = flagProp(doc, 'isMulti');
  const given = doc.props['value'];
  const stateKey = `chosen:${doc.key}`;
  const kept = d.ui.get(stateKey) ?? valuesOf(doc.props['defaultValue']);
  const values = given === undefined ? (kept as string[]) : valuesOf(given);
  const input = (event: FieldEvent): void => {
    const chosen = flat.filter((o) =>
      many ? event.values.includes(o.value) : event.value === o.value,
    );
    d.ui.set(
      stateKey,
      chosen.map((o) => o.value),
      false,
    );
    callProp(doc, 'onChange', many ? chosen : (chosen[0] ?? null));
  };
  const blank = many
    ? []
    : [
        el('option', { value: '' }, [textProp(doc, 'placeholder') ?? 'Choose...'], {
          key: 'option-blank',
        }),
      ];
  const field: FieldState = many
    ? { controlled: given !== undefined, values }
    : { controlled: given !== undefined, value: values[0] ?? '' };
  const on = { input, blur: () => callProp(doc, 'onBlur') };
  const attrs = {
    class: 'field',
    ...commonAttrs(doc),
    placeholder: undefined,
    readonly: undefined,
    multiple: many,
  };
  return [el('select', attrs, [...blank, ...options.map(drawOption)], { key: doc.key, on, field })];
};

/** Drawers of choices by component name. */
export const CHOICE_COMPONENTS: Record<string, DrawComponent> = {
  Select: select,
  Checkbox: (doc, d) => drawTick(doc, d.ui),
  Toggle: (doc, d) => drawTick(doc, d.ui, 'switch'),
  CheckboxGroup: (doc, d) => drawGroup(doc, 'checkbox', d.ui),
  RadioGroup: (doc, d) => drawGroup(doc, 'radio', d.ui),
  Radio: radio,
};
