/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { listed, plain } from '../sentence-words.ts';

/** A new custom field; `project` null makes its context global. */
export type FieldTarget = {
  name: string;
  typeName: string;
  type: string;
  searcherKey: string;
  project: { id: string; key: string } | null;
  options: string[];
};

/** Action type -> sentence. */
export const customFieldsSentences = {
  'custom_field.create': ({ name, typeName, project, options }: FieldTarget): string => {
    const where = project === null ? 'for all projects' : `for ${project.key}`;
    const values = options.length === 0 ? '' : ` with ${listed(options)}`;
    return `Create the custom field "${plain(name)}" (${typeName}) ${where}${values}`;
  },
};
