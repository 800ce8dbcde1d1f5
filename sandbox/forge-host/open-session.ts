/**
 * A front-end module without a browser: the real bundle, the real bridge protocol, the same drawing as in the browser. A
 * session does what a person could do: read, press what is enabled, fill what is labelled. It leaves out layout and focus.
 */
import path from 'node:path';
import { createBridge, type Flag } from './bridge-client.ts';
import {
  findField,
  findOption,
  isCalled,
  isDisabled,
  listPressables,
  readText,
} from './find-control.ts';
import type { FrontEnd, PageView } from './front-end.ts';
import type { PanelSession } from './host-types.ts';
import type { Platform } from './platform.ts';
import type { ForgeDoc } from './render/forge-doc.ts';
import { el, type HostElement } from './render/host-element.ts';
import { printHtml } from './render/print-html.ts';
import { renderForgeDoc } from './render-forge-doc.ts';
import { type RunningPage, runPage } from './run-page.ts';
import { createUiMemory } from './ui-memory.ts';

const QUIET_TURNS = 5;

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What the session knows of its page. */
interface PageState {
  doc: ForgeDoc | undefined;
  drawings: number;
  inFlight: number;
  closed: boolean;
  readonly flags: Map<string, Flag>;
  readonly errors: string[];
  readonly notDrawn: Set<string>;
}

function drawFlag(flag: Flag): HostElement {
  return el(
    'div',
    { class: 'flag', role: 'status' },
    [el('strong', {}, [flag.title]), ' ', flag.description],
    { key: flag.id },
  );
}

/** Starts the page's bundle with a bridge into `frontEnd`. */
function startPage(
  platform: Platform,
  frontEnd: FrontEnd,
  view: PageView,
  state: PageState,
): RunningPage {
  const failed = (message: string): void => {
    state.errors.push(message);
    platform.note('console', view.page.key, `error: ${message}`);
  };
  const send = async (page: RunningPage, command: string, data: unknown): Promise<unknown> => {
    if (state.closed) return new Promise(() => {});
    state.inFlight += 1;
    try {
      return page.adopt(await frontEnd.call(view, command, data));
    } catch (error) {
      throw page.makeError((error as Error).message);
    } finally {
      state.inFlight -= 1;
    }
  };
  const file = path.join(
    platform.options.bundleFolder,
    'ui',
    view.page.resource,
    `${view.page.resource}.js`,
  );
  return runPage(file, {
    failed,
    console: (line) => platform.note('console', view.page.key, line.slice(0, 300)),
    bridge: (page) =>
      createBridge({
        send: (command, data) => send(page, command, data),
        draw: (doc) => {
          state.doc = doc;
          state.drawings += 1;
        },
        showFlag: (flag) => void state.flags.set(flag.id, flag),
        closeFlag: (id) => void state.flags.delete(id),
        failed,
        navigate: (target) =>
          platform.note('bridge', view.page.key, `navigate ${JSON.stringify(target)}`),
      }),
  });
}

/** Opens a session on a page somebody was allowed to open, and waits for its first drawing to settle. */
export async function openSession(
  platform: Platform,
  frontEnd: FrontEnd,
  view: PageView,
): Promise<PanelSession> {
  const state: PageState = {
    doc: undefined,
    drawings: 0,
    inFlight: 0,
    closed: false,
    flags: new Map(),
    errors: [],
    notDrawn: new Set(),
  };
  const page = startPage(platform, frontEnd, view, state);
  const ui = createUiMemory({
    redraw: () => {
      state.drawings += 1;
    },
    loadUserName: async (accountId) => {
      state.inFlight += 1;
      try {
        return String(await frontEnd.call(view, 'sandbox:user', { accountId }));
      } finally {
        state.inFlight -= 1;
      }
    },
    notDrawn: (type) => {
      if (state.notDrawn.has(type)) return;
      state.notDrawn.add(type);
      platform.note('not-drawn', view.page.key, type);
    },
  });
  const tree = (): HostElement => {
    const drawn = state.doc ? [renderForgeDoc(state.doc, ui)] : [];
    return el('div', { class: 'page' }, [...drawn, ...[...state.flags.values()].map(drawFlag)]);
  };
  const settled = async (): Promise<void> => {
    let seen = -1;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await turn();
      tree(); // asks for names the drawing needs
      if (state.inFlight > 0 || page.pending() > 0 || seen !== state.drawings) quiet = 0;
      seen = state.drawings;
    }
  };
  await settled();
  return {
    ...createHands(tree, settled),
    html: () => printHtml(tree()),
    text: () => readText(tree()),
    buttons: () =>
      listPressables(tree())
        .filter((p) => !isDisabled(p.element))
        .map((p) => p.name),
    settled,
    notDrawn: () => [...state.notDrawn],
    errors: () => [...state.errors],
    close: () => {
      state.closed = true;
      page.close();
    },
  };
}

/** Pressing and filling, each followed by a settled page. */
function createHands(
  tree: () => HostElement,
  settled: () => Promise<void>,
): Pick<PanelSession, 'click' | 'fill' | 'select'> {
  const click = async (label: string): Promise<void> => {
    const all = listPressables(tree());
    const named = all.filter((p) => isCalled(p.element, label));
    const found = named.find((p) => !isDisabled(p.element)) ?? named[0];
    if (!found)
      throw new Error(`no button "${label}"; there are: ${all.map((p) => p.name).join(', ')}`);
    if (isDisabled(found.element)) throw new Error(`the button "${label}" is disabled`);
    found.element.on.click?.();
    if (found.element.attrs['type'] === 'submit') found.form?.on.submit?.();
    await settled();
  };
  const enter = async (
    field: HostElement,
    value: string,
    checked: boolean,
    values: string[],
  ): Promise<void> => {
    if (isDisabled(field)) throw new Error('the field is disabled');
    field.on.input?.({ value, checked, values });
    await settled();
    field.on.blur?.();
    await settled();
  };
  return {
    click,
    fill: async (label, value) => {
      const field = findField(tree(), label);
      if (field.tag !== 'input' && field.tag !== 'textarea')
        throw new Error(`"${label}" is nothing to type into`);
      await enter(field, value, false, []);
    },
    select: async (label, option) => {
      const field = findField(tree(), label);
      if (field.attrs['type'] === 'checkbox')
        return enter(field, field.field?.value ?? 'on', option === 'on', []);
      const choice = findOption(field, option);
      if (choice.tag !== 'option')
        return enter(choice, choice.field?.value ?? '', choice.field?.checked !== true, []);
      const value = choice.attrs['value'] ?? '';
      const kept = field.field?.values ?? [];
      return enter(
        field,
        value,
        false,
        kept.includes(value) ? kept.filter((v) => v !== value) : [...kept, value],
      );
    },
  };
}
