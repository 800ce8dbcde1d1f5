/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { plain } from '../sentence-words.ts';

/** A project that is deleted or archived. */
export type ProjectTarget = { project: { id: string; key: string; name: string } };

/** Action type -> sentence. */
export const projectsSentences = {
  'project.delete': ({ project }: ProjectTarget): string =>
    `Delete the project ${project.key} (${plain(project.name)}) into the recycle bin`,
  'project.archive': ({ project }: ProjectTarget): string =>
    `Archive the project ${project.key} (${plain(project.name)})`,
};
