/** What all form fields share: id, attributes, and the event object the UI Kit hands to the app. */
import { type ForgeDoc, flagProp, passedAttrs, textProp } from './forge-doc.ts';
import type { FieldEvent, LooseAttrs } from './host-element.ts';

/** The id labels point at. */
export const idOf = (doc: ForgeDoc): string =>
  textProp(doc, 'inputId') ?? textProp(doc, 'id') ?? `field-${doc.key}`;

/** Attributes every field has. */
export function commonAttrs(doc: ForgeDoc): LooseAttrs {
  return {
    id: idOf(doc),
    name: textProp(doc, 'name'),
    disabled: flagProp(doc, 'isDisabled'),
    readonly: flagProp(doc, 'isReadOnly'),
    required: flagProp(doc, 'isRequired'),
    placeholder: textProp(doc, 'placeholder'),
    maxlength: textProp(doc, 'maxLength'),
    'aria-invalid': flagProp(doc, 'isInvalid') ? 'true' : undefined,
    ...passedAttrs(doc),
  };
}

/** The event object the app gets. */
export function eventFor(doc: ForgeDoc, type: string, event: FieldEvent): Record<string, unknown> {
  const { value, checked } = event;
  return {
    type: 'change',
    target: { type, id: idOf(doc), name: textProp(doc, 'name'), value, checked },
  };
}
