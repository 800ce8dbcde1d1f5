/**
 * Changes of fields and sprints from outside Kraken.
 */
import type { ChangeOf } from './change-shapes.ts';
import type { SiteContext } from './operations/operation.ts';
import { CUSTOM_TYPE_PREFIX, FIELD_TYPES, newCustomField } from './world/build-fields.ts';
import { BadChange } from './world/find-in-world.ts';
import { nextNumber } from './world/make-ids.ts';

/** Creates a field with its default context, or moves one to the trash. */
export function newOptionlessField(
  site: SiteContext,
  change: ChangeOf<'create-field' | 'trash-field'>,
): unknown {
  const { world } = site;
  if (change.kind === 'create-field') {
    const searcher = FIELD_TYPES[change.type]?.searchers[0];
    if (searcher === undefined) throw new BadChange(`there is no field type "${change.type}"`);
    const type = `${CUSTOM_TYPE_PREFIX}${change.type}`;
    const field = newCustomField(world, change.name, type, `${CUSTOM_TYPE_PREFIX}${searcher}`, '');
    return { id: field.id };
  }
  const found = Object.values(world.fields).filter(
    (field) => field.custom && (field.id === change.field || field.name === change.field),
  );
  const [only] = found;
  if (only === undefined) throw new BadChange(`there is no custom field "${change.field}"`);
  if (found.length > 1) throw new BadChange(`"${change.field}" names ${found.length} fields`);
  only.trashed = true;
  return undefined;
}

/** Creates a sprint or changes the state of one. */
export function setSprintState(
  site: SiteContext,
  change: ChangeOf<'create-sprint' | 'set-sprint-state'>,
): unknown {
  const { world } = site;
  if (change.kind === 'set-sprint-state') {
    const sprint = Object.values(world.sprints).find(
      (one) => one.name === change.sprint || String(one.id) === change.sprint,
    );
    if (sprint === undefined) throw new BadChange(`there is no sprint "${change.sprint}"`);
    sprint.state = change.state;
    sprint.complete = change.state === 'closed' ? site.now : undefined;
    return undefined;
  }
  const board = Object.values(world.boards).find(
    (one) => one.name === change.board || String(one.id) === change.board,
  );
  if (board === undefined) throw new BadChange(`there is no board "${change.board}"`);
  const id = nextNumber(world, 'sprint');
  world.sprints[String(id)] = {
    id,
    name: change.name,
    state: change.state,
    boardId: board.id,
    start: change.state === 'future' ? undefined : site.now,
    end: undefined,
    complete: change.state === 'closed' ? site.now : undefined,
    goal: '',
  };
  return { id };
}
