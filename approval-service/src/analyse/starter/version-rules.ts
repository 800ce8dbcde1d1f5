/** Starter rules: versions of a project. */
import { projectPhrase, type StarterRule } from './rule-case.ts';

const PROJECT = `(${projectPhrase()})`;
const IN = `[(in|of|for|on|to|from) ${PROJECT}]`;
const MAKE = '(create|add|make|set up)';
const VERSION = '(version|release)';
const DUE =
  '[[,] (with|and) [the|a] release date [of|:|on] {date}|, release date [:] {date}|(due|to be released|releasing) [on] {date}]';
const ONE = `[the] [old|unused|obsolete] [fix] ${VERSION} {version}`;
const ARGS = { project: { from: 'project' }, version: { from: 'version' } };
const NEEDS = ['version', 'project'];
const ACCEPTS = ['project'];

/** Rules about versions. */
export const VERSION_RULES: readonly StarterRule[] = [
  {
    ruleId: 'starter.version-create',
    phrases: [
      `${MAKE} [me|us] [a|an|the] [new] [fix] ${VERSION} [called|named] {version} ${IN} ${DUE}`,
      `${MAKE} [me|us] [a|an|the] [new] [fix] ${VERSION} [called|named] {version} ${DUE} ${IN}`,
      `${MAKE} [a|the] [new] [fix] ${VERSION} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.create',
      args: {
        name: { from: 'version' },
        project: { from: 'project' },
        releaseDate: { from: 'date' },
      },
      needs: ['name', 'project'],
      accepts: ACCEPTS,
    },
    matches: [
      { text: 'Create version 4.2 in ABC', actions: [{ name: '4.2', project: 'ABC' }] },
      {
        text: 'Please add the fix version "Spring release" to project ABC.',
        actions: [{ name: 'Spring release', project: 'ABC' }],
      },
      {
        text: 'Create version 4.3 in ABC with release date 2026-12-01',
        actions: [{ name: '4.3', project: 'ABC', releaseDate: '2026-12-01' }],
      },
    ],
    misses: [
      'Which version of ABC is live?',
      'Create a release plan for ABC',
      'Create version 4.2 of the API on GitHub',
    ],
  },
  {
    ruleId: 'starter.version-release',
    phrases: [
      `release [the] version {version} ${IN} [and move [its|the|all] (open|unresolved|unfixed) issues to [the] [version] {moveTo:version}]`,
      `mark [the] version {version} ${IN} as released`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.release',
      args: { ...ARGS, moveUnfixedTo: { from: 'moveTo' } },
      needs: NEEDS,
      accepts: ACCEPTS,
    },
    matches: [
      { text: 'Release version 4.2 of ABC', actions: [{ version: '4.2', project: 'ABC' }] },
      {
        text: 'Release version 4.2 of ABC and move its open issues to 4.3',
        actions: [{ version: '4.2', project: 'ABC', moveUnfixedTo: '4.3' }],
      },
    ],
    misses: [
      'When is version 4.2 of ABC released?',
      'Version 4.2 was released',
      'Release version 4.2 of ABC once QA agrees',
    ],
  },
  {
    ruleId: 'starter.version-delete',
    phrases: [
      `(delete|remove) ${ONE} ${IN} [and move [its|the|all] issues to [the] [version] {moveTo:version}]`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.delete',
      args: { ...ARGS, moveFixTo: { from: 'moveTo' }, moveAffectedTo: { from: 'moveTo' } },
      needs: NEEDS,
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Please delete the unused version 3.9 in ABC',
        actions: [{ version: '3.9', project: 'ABC' }],
      },
      {
        text: 'Delete version 3.9 in ABC and move its issues to 4.0',
        actions: [{ version: '3.9', project: 'ABC', moveFixTo: '4.0', moveAffectedTo: '4.0' }],
      },
    ],
    misses: ['Why was version 3.9 deleted in ABC?', 'Delete the old version of the document'],
  },
  {
    ruleId: 'starter.version-rename',
    phrases: [`rename ${ONE} ${IN} to {newName:version}`],
    effect: {
      kind: 'propose',
      type: 'version.update',
      args: { ...ARGS, name: { from: 'newName' } },
      needs: [...NEEDS, 'name'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Rename version 4.2 of ABC to "4.2 LTS"',
        actions: [{ version: '4.2', project: 'ABC', name: '4.2 LTS' }],
      },
    ],
    misses: ['Version 4.2 of ABC was renamed to "4.2 LTS"', 'Rename ABC to 4.2'],
  },
  {
    ruleId: 'starter.version-date',
    phrases: [
      `(set|change|move) [the] release date (of|for) ${ONE} ${IN} to {date}`,
      `(set|change) [the] release date (of|for) ${VERSION} {version} (in|of) ${PROJECT} to {date}`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.update',
      args: { ...ARGS, releaseDate: { from: 'date' } },
      needs: [...NEEDS, 'releaseDate'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Please set the release date of version 4.2 in ABC to 2026-12-15',
        actions: [{ version: '4.2', project: 'ABC', releaseDate: '2026-12-15' }],
      },
    ],
    misses: [
      'What is the release date of version 4.2 in ABC?',
      'Set the release date of version 4.2 in ABC to next Friday',
    ],
  },
  {
    ruleId: 'starter.version-archive',
    phrases: [`archive ${ONE} ${IN}`],
    effect: {
      kind: 'propose',
      type: 'version.update',
      args: { ...ARGS, archived: { value: true } },
      needs: NEEDS,
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Archive version 3.9 of ABC',
        actions: [{ version: '3.9', project: 'ABC', archived: true }],
      },
    ],
    misses: ['Is version 3.9 of ABC archived?', 'Archive the component Search of ABC'],
  },
  {
    ruleId: 'starter.version-unarchive',
    phrases: [
      `unarchive ${ONE} ${IN}`,
      `(restore|unarchive) [the] archived version {version} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.update',
      args: { ...ARGS, archived: { value: false } },
      needs: NEEDS,
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Unarchive version 3.9 of ABC',
        actions: [{ version: '3.9', project: 'ABC', archived: false }],
      },
    ],
    misses: ['Restore version 3.9 of the document'],
  },
  {
    ruleId: 'starter.version-merge',
    phrases: [
      `merge [the] version {version} ${IN} into [the] [version] {into:version}`,
      `merge [the] version {version} into [the] [version] {into:version} ${IN}`,
    ],
    effect: {
      kind: 'propose',
      type: 'version.merge',
      args: { ...ARGS, into: { from: 'into' } },
      needs: [...NEEDS, 'into'],
      accepts: ACCEPTS,
    },
    matches: [
      {
        text: 'Merge version 3.9 into 3.9.0 in ABC',
        actions: [{ version: '3.9', project: 'ABC', into: '3.9.0' }],
      },
    ],
    misses: ['Merge branch 3.9 into main', 'Merge versions 3.9 and 3.9.0'],
  },
  {
    ruleId: 'starter.version-merge-unclear',
    phrases: [`merge [the] versions {version} and {into:version} ${IN}`],
    effect: {
      kind: 'ask',
      thing: 'version',
      sentence:
        'Which of the two versions should stay, and in which project? Please write: merge version A into B in KEY.',
      type: 'version.merge',
    },
    matches: [{ text: 'Merge versions 4.1 and 4.1.0 of ABC' }],
    misses: ['Merge versions 4.1 and 4.1.0 of ABC'],
  },
];
