/**
 * Screens, their tabs and the fields on them. A field stands on a screen once. Unless told otherwise, putting a field on
 * a screen also gives it to the projects that reach the screen.
 */
import { z } from 'zod';
import { type Answer, noContent, ok, refusal } from '../http/jira-answer.ts';
import { fieldSchemesOf, projectsOfScreen } from '../world/field-reach.ts';
import type { Screen, ScreenTab } from '../world/field-setup-types.ts';
import { nextNumber } from '../world/make-ids.ts';
import { demandJiraAdmin, readBody } from './guards.ts';
import { type Call, type Operation, pageOf, queryFlag, queryList, queryText } from './operation.ts';

const PROJECT = ['manage:jira-project'];
const SCREENS = '/rest/api/3/screens';
const TABS = `${SCREENS}/{screenId}/tabs`;
const FIELDS = `${TABS}/{tabId}/fields`;
const NOT_ADMIN = 'Only Jira administrators can manage screens.';

const operation = (
  operationId: string,
  method: Operation['method'],
  path: string,
  run: Operation['run'],
): Operation => ({
  operationId,
  method,
  path,
  scopes: PROJECT,
  kind: method === 'GET' ? 'read' : 'write',
  run,
});

/** Operations on screens. */
export const screenOperations: Operation[] = [
  operation('getScreens', 'GET', SCREENS, listScreens),
  operation('createScreen', 'POST', SCREENS, createScreen),
  operation('deleteScreen', 'DELETE', `${SCREENS}/{screenId}`, deleteScreen),
  operation('getAllScreenTabs', 'GET', TABS, (call) =>
    ok(screenOf(call).tabs.map(({ id, name }) => ({ id, name }))),
  ),
  operation('addScreenTab', 'POST', TABS, addTab),
  operation('deleteScreenTab', 'DELETE', `${TABS}/{tabId}`, deleteTab),
  operation('getAllScreenTabFields', 'GET', FIELDS, (call) =>
    ok(tabOf(call).tab.fieldIds.map((id) => fieldOnTab(call, id))),
  ),
  operation('addScreenTabField', 'POST', FIELDS, addField),
  operation('removeScreenTabField', 'DELETE', `${FIELDS}/{id}`, removeField),
  operation('getScreensForField', 'GET', '/rest/api/3/field/{fieldId}/screens', screensOfField),
];

function screenOf(call: Call): Screen {
  demandJiraAdmin(call, NOT_ADMIN);
  const screen = call.world.fieldSetup.screens[call.params['screenId'] ?? ''];
  if (screen === undefined) throw refusal(404, 'The screen was not found.');
  return screen;
}

function tabOf(call: Call): { screen: Screen; tab: ScreenTab } {
  const screen = screenOf(call);
  const tab = screen.tabs.find(({ id }) => String(id) === call.params['tabId']);
  if (tab === undefined) throw refusal(404, 'The screen tab was not found.');
  return { screen, tab };
}

function fieldOnTab(call: Call, id: string) {
  return { id, name: call.world.fields[id]?.name ?? id };
}

const screenBody = ({ id, name, description }: Screen) => ({ id, name, description });

function listScreens(call: Call): Answer {
  demandJiraAdmin(call, NOT_ADMIN);
  const ids = queryList(call, 'id');
  const query = queryText(call, 'queryString')?.toLowerCase() ?? '';
  const found = Object.values(call.world.fieldSetup.screens)
    .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
    .filter(({ name }) => name.toLowerCase().includes(query));
  const page = pageOf(call, found, 100, 100);
  return ok({ ...page, values: page.values.map(screenBody) });
}

const named = z.object({ name: z.string(), description: z.string().optional() });

function createScreen(call: Call): Answer {
  demandJiraAdmin(call, NOT_ADMIN);
  const { name, description } = readBody(named, call.body);
  const screens = call.world.fieldSetup.screens;
  if (name.trim() === '') throw refusal(400, 'The name is invalid.');
  if (Object.values(screens).some((one) => one.name === name)) {
    throw refusal(400, 'The name is used by another screen.');
  }
  const id = nextNumber(call.world, 'screen');
  const tab = { id: nextNumber(call.world, 'screenTab'), name: 'Field Tab', fieldIds: [] };
  const screen: Screen = { id, name, description: description ?? '', tabs: [tab] };
  screens[String(id)] = screen;
  return { status: 201, body: screenBody(screen) };
}

function deleteScreen(call: Call): Answer {
  const screen = screenOf(call);
  const isUsed = Object.values(call.world.fieldSetup.screenSchemes).some(({ screens }) =>
    Object.values(screens).includes(screen.id),
  );
  if (isUsed) throw refusal(400, 'The screen is used in a screen scheme.');
  const workflow = Object.values(call.world.workflows).find(({ transitions }) =>
    transitions.some(({ screenId }) => screenId === screen.id),
  );
  if (workflow !== undefined) {
    throw refusal(400, `The screen is used in the workflow ${workflow.name}.`);
  }
  delete call.world.fieldSetup.screens[String(screen.id)];
  return noContent();
}

function addTab(call: Call): Answer {
  const screen = screenOf(call);
  const { name } = readBody(named, call.body);
  if (name.trim() === '') throw refusal(400, 'The tab name is invalid.');
  if (screen.tabs.some((one) => one.name === name)) {
    throw refusal(400, 'The name is used by another tab of the screen.');
  }
  const tab: ScreenTab = { id: nextNumber(call.world, 'screenTab'), name, fieldIds: [] };
  screen.tabs.push(tab);
  return ok({ id: tab.id, name });
}

function deleteTab(call: Call): Answer {
  const { screen, tab } = tabOf(call);
  if (screen.tabs.length === 1) throw refusal(400, 'A screen must have at least one tab.');
  screen.tabs = screen.tabs.filter((one) => one !== tab);
  return noContent();
}

function addField(call: Call): Answer {
  const { screen, tab } = tabOf(call);
  const { fieldId } = readBody(z.object({ fieldId: z.string() }), call.body);
  const field = call.world.fields[fieldId];
  if (field === undefined || field.trashed) throw refusal(404, 'The field was not found.');
  if (screen.tabs.some(({ fieldIds }) => fieldIds.includes(fieldId))) {
    throw refusal(400, 'The field is already on the screen.');
  }
  tab.fieldIds.push(fieldId);
  if (field.custom && !queryFlag(call, 'skipFieldAssociation', false)) {
    for (const scheme of fieldSchemesOf(call.world, projectsOfScreen(call.world, screen.id))) {
      scheme.fields[fieldId] ??= { isRequired: false, description: '' };
    }
  }
  return ok(fieldOnTab(call, fieldId));
}

function removeField(call: Call): Answer {
  const { tab } = tabOf(call);
  const id = call.params['id'] ?? '';
  if (!tab.fieldIds.includes(id)) throw refusal(404, 'The field was not found.');
  tab.fieldIds = tab.fieldIds.filter((one) => one !== id);
  return noContent();
}

function screensOfField(call: Call): Answer {
  demandJiraAdmin(call, NOT_ADMIN);
  const id = call.params['fieldId'] ?? '';
  const found = Object.values(call.world.fieldSetup.screens).filter(({ tabs }) =>
    tabs.some(({ fieldIds }) => fieldIds.includes(id)),
  );
  const page = pageOf(call, found, 100, 100);
  return ok({ ...page, values: page.values.map(screenBody) });
}
