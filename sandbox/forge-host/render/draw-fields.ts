/**
 * Fields to type into and the form around them, as native controls. A field with `value` is the app's to decide; one without
 * keeps what was typed. The app gets the event objects the UI Kit gives: `{type, target: {type, name, value, checked}}`.
 */
import { commonAttrs, eventFor } from './field-attrs.ts';
import {
  callProp,
  type DrawComponent,
  type ForgeDoc,
  textProp,
  type UiState,
} from './forge-doc.ts';
import { el, type FieldEvent, type FieldState } from './host-element.ts';

function textState(doc: ForgeDoc, ui: UiState): FieldState {
  const value = textProp(doc, 'value');
  if (value !== undefined) return { controlled: true, value };
  const kept = ui.get(`value:${doc.key}`);
  return {
    controlled: false,
    value: typeof kept === 'string' ? kept : (textProp(doc, 'defaultValue') ?? ''),
  };
}

const textual =
  (tag: 'input' | 'textarea', fixedType?: string): DrawComponent =>
  (doc, d) => {
    const type = fixedType ?? textProp(doc, 'type') ?? 'text';
    const shape =
      tag === 'input'
        ? {
            type,
            min: textProp(doc, 'min'),
            max: textProp(doc, 'max'),
            step: textProp(doc, 'step'),
          }
        : { rows: textProp(doc, 'minimumRows') ?? '3' };
    const input = (event: FieldEvent): void => {
      d.ui.set(`value:${doc.key}`, event.value, false);
      const asValue = type === 'date' || type === 'time' || type === 'range';
      const plain = type === 'range' ? Number(event.value) : event.value;
      callProp(
        doc,
        'onChange',
        asValue ? plain : eventFor(doc, tag === 'textarea' ? 'textarea' : type, event),
      );
    };
    const on = { input, blur: () => callProp(doc, 'onBlur') };
    const attrs = { class: 'field', ...commonAttrs(doc), ...shape };
    return [el(tag, attrs, [], { key: doc.key, on, field: textState(doc, d.ui) })];
  };

const form: DrawComponent = (doc, d) => {
  const submit = (): void => callProp(doc, 'onSubmit');
  return [
    el('form', { class: 'form stack', novalidate: true }, d.kids(doc), {
      key: doc.key,
      on: { submit },
    }),
  ];
};
const titled =
  (name: string): DrawComponent =>
  (doc, d) => {
    const [title, description] = [textProp(doc, 'title'), textProp(doc, 'description')];
    const head = title ? [el('strong', { class: 'form-title' }, [title], { key: 'title' })] : [];
    const said = description ? [el('p', {}, [description], { key: 'said' })] : [];
    return [
      el('div', { class: `${name} stack` }, [...head, ...said, ...d.kids(doc)], { key: doc.key }),
    ];
  };

/** Drawers of form fields by component name. */
export const FIELD_COMPONENTS: Record<string, DrawComponent> = {
  Form: form,
  FormHeader: titled('form-header'),
  FormSection: titled('form-section'),
  FormFooter: (doc, d) => [
    el(
      'div',
      { class: `form-footer inline align-${textProp(doc, 'align') ?? 'end'}` },
      d.kids(doc),
      { key: doc.key },
    ),
  ],
  Label: (doc, d) => [
    el(
      'label',
      { class: 'label', for: textProp(doc, 'labelFor'), id: textProp(doc, 'id') },
      d.kids(doc),
      { key: doc.key },
    ),
  ],
  RequiredAsterisk: (doc) => [
    el('span', { class: 'required', 'aria-hidden': 'true' }, ['*'], { key: doc.key }),
  ],
  Textfield: textual('input'),
  TextArea: textual('textarea'),
  Range: textual('input', 'range'),
  DatePicker: textual('input', 'date'),
  TimePicker: textual('input', 'time'),
};
